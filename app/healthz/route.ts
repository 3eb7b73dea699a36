import { buildInfo } from '@/lib/http/build-info'

export const dynamic = 'force-dynamic'

/** This process answers: nothing else is asked, so that a database that is away does not get it killed. Public. */
export function GET(): Response {
  const { version, commit } = buildInfo()
  return Response.json({ version, commit }, { headers: { 'cache-control': 'no-store' } })
}
