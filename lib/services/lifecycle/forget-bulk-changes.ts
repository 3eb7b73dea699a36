import type { Ctx } from '../../db/context'

const KEPT_MS = 90 * 86_400_000
/** Each may bring 100,000 lines along. */
const CHUNK = 5

/** For the worker: forgets changes of many servers after 90 days; the audit log keeps what they did. Returns how many. */
export async function forgetBulkChanges(ctx: Ctx): Promise<number> {
  return ctx.db.$executeRaw`
    WITH old AS (
      SELECT id FROM bulk_changes WHERE created_at < ${new Date(ctx.clock().getTime() - KEPT_MS)} AND finished_at IS NOT NULL
      ORDER BY created_at LIMIT ${CHUNK}
    ), lines AS (DELETE FROM bulk_change_lines WHERE bulk_change_id IN (SELECT id FROM old))
    DELETE FROM bulk_changes WHERE id IN (SELECT id FROM old)`
}
