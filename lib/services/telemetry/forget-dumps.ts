import type { Ctx } from '../../db/context'

export const MOST_DUMPS = 1_000
const KEPT_MS = 30 * 86_400_000
const CHUNK = 100

/** For the worker: forgets dumps that could not be read after 30 days, and all beyond the newest thousand. */
export async function forgetDumps(ctx: Ctx): Promise<number> {
  const before = new Date(ctx.clock().getTime() - KEPT_MS)
  let forgotten = 0
  for (let gone = CHUNK; gone >= CHUNK; forgotten += gone) {
    gone = await ctx.db.$executeRaw`
      DELETE FROM telemetry_dumps WHERE id IN (
        (SELECT id FROM telemetry_dumps WHERE last_received_at < ${before} ORDER BY last_received_at LIMIT ${CHUNK})
        UNION ALL
        (SELECT id FROM telemetry_dumps ORDER BY last_received_at DESC, id DESC OFFSET ${MOST_DUMPS} LIMIT ${CHUNK}))`
  }
  return forgotten
}
