import 'server-only'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { makeContext } from '../services/access/make-context'
import { readGauges } from '../services/access/read-gauges'

interface Metrics {
  registry: Registry
  requests: Counter<'method' | 'path' | 'status'>
  seconds: Histogram<'method' | 'path'>
  up: Gauge
  jobs: Gauge<'status'>
  held: Gauge
  tickets: Gauge<'status'>
  queue: Gauge<'queue'>
  steps: Gauge<'step'>
  left: Gauge
  workers: Gauge
  pool: Gauge<'state'>
}

const STATES = { jobs: ['PENDING', 'RUNNING', 'FAILED'], tickets: ['OPEN', 'IN_PROGRESS'] }

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
    ...makeGauges(registry),
  }
}

function makeGauges(registry: Registry): Omit<Metrics, 'registry' | 'requests' | 'seconds'> {
  const about = (name: string, help: string) => ({ name: `haas_${name}`, help, registers: [registry] })
  return {
    up: new Gauge(about('database_up', '1 when the database answered this scrape')),
    jobs: new Gauge({ ...about('provision_jobs', 'Jobs that wait, run or failed'), labelNames: ['status'] }),
    held: new Gauge(about('provision_jobs_held', 'Jobs that a limit or their order’s waves do not let begin yet')),
    tickets: new Gauge({ ...about('tickets', 'Tickets that have not ended'), labelNames: ['status'] }),
    queue: new Gauge({ ...about('queue_depth', 'Queue entries that no worker has taken'), labelNames: ['queue'] }),
    steps: new Gauge({
      ...about('provision_step_longest_seconds', 'Of each step that runs, for how long the longest has been running'),
      labelNames: ['step'],
    }),
    left: new Gauge(about('boot_left_in_servers', 'Ended jobs whose disc or boot override may still be set')),
    workers: new Gauge(about('workers', 'Workers that beat within the last 30 s')),
    pool: new Gauge({ ...about('database_connections', 'Connections of this process’s pool'), labelNames: ['state'] }),
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

/** Everything in Prometheus' text format. Without a database: what this process knows by itself. */
export async function metricsText(): Promise<{ body: string; contentType: string }> {
  await readDatabase()
  const { registry } = metrics()
  return { body: await registry.metrics(), contentType: registry.contentType }
}

async function readDatabase(): Promise<void> {
  const { up, jobs, held, tickets, queue, steps, left, workers, pool } = metrics()
  const ctx = makeContext({ actor: null })
  try {
    const gauges = await readGauges(ctx)
    for (const status of STATES.jobs) jobs.set({ status }, countOf(gauges.jobs, status))
    held.set(gauges.held)
    for (const status of STATES.tickets) tickets.set({ status }, countOf(gauges.tickets, status))
    for (const { name, count } of gauges.queue) queue.set({ queue: name }, count)
    // A step that runs nowhere any more is gone from the scrape.
    steps.reset()
    for (const { name, seconds } of gauges.steps) steps.set({ step: name }, seconds)
    left.set(gauges.leftInServers)
    workers.set(gauges.workers)
    for (const [state, count] of Object.entries(gauges.pool)) pool.set({ state }, count)
    up.set(1)
  } catch (error) {
    ctx.log.warn({ err: error }, 'the database did not answer a scrape')
    for (const gauge of [jobs, held, tickets, queue, steps, left, workers]) gauge.reset()
    up.set(0)
  }
}

function countOf(rows: readonly { status: string; count: number }[], status: string): number {
  return rows.find((row) => row.status === status)?.count ?? 0
}
