import { metricsText } from '@/lib/http/metrics'

export const dynamic = 'force-dynamic'

/** Public like the probes, as scrapers expect: counts and times, no names. Keep it inside at the proxy where that matters. */
export async function GET(): Promise<Response> {
  const { body, contentType } = await metricsText()
  return new Response(body, { headers: { 'content-type': contentType, 'cache-control': 'no-store' } })
}
