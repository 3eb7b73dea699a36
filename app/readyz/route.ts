import { buildInfo } from '@/lib/http/build-info'
import { makeContext } from '@/lib/services/access/make-context'
import { checkReadiness } from '@/lib/services/access/readiness'

export const dynamic = 'force-dynamic'

/** Whether requests can be served: 503 names what cannot be reached. Public. */
export async function GET(): Promise<Response> {
  const checks = await checkReadiness(makeContext({ actor: null }), buildInfo().migrations)
  const ready = Object.values(checks).every((check) => check === 'ok')
  return Response.json({ ready, checks }, { status: ready ? 200 : 503, headers: { 'cache-control': 'no-store' } })
}
