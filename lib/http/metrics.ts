import 'server-only'
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client'

interface Metrics {
  registry: Registry
  requests: Counter<'method' | 'path' | 'status'>
  seconds: Histogram<'method' | 'path'>
}

function make(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'haas_' })
  return {
    registry,
    requests: new Counter({
      name: 'haas_http_requests_total',
      help: 'API requests by operation and status',
      labelNames: ['method', 'path', 'status'],
      registers: [registry],
    }),
    seconds: new Histogram({
      name: 'haas_http_request_seconds',
      help: 'Seconds from request to answer',
      labelNames: ['method', 'path'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
      registers: [registry],
    }),
  }
}

// Next loads a route's module graph apart from another's: the process has one registry all the same.
const holder = globalThis as typeof globalThis & { haasMetrics?: Metrics }
function metrics(): Metrics {
  holder.haasMetrics ??= make()
  return holder.haasMetrics
}

export function observeRequest(method: string, path: string, status: number, seconds: number): void {
  metrics().requests.inc({ method, path, status: String(status) })
  metrics().seconds.observe({ method, path }, seconds)
}

/** Everything in Prometheus' text format. */
export async function metricsText(): Promise<{ body: string; contentType: string }> {
  const { registry } = metrics()
  return { body: await registry.metrics(), contentType: registry.contentType }
}
