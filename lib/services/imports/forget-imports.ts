import type { Ctx } from '../../db/context'

const DAY_MS = 86_400_000
/** What was only checked can be imported this long. */
const SOURCES_MS = DAY_MS
const KEPT_MS = 90 * DAY_MS
const CHUNK = 50

/** For the worker: forgets what was sent and never imported after a day, and imports after 90 days. Returns how many of the latter. */
export async function forgetImports(ctx: Ctx): Promise<number> {
  const now = ctx.clock().getTime()
  await ctx.db.$executeRaw`
    DELETE FROM import_sources WHERE import_id IN (
      SELECT s.import_id FROM import_sources s JOIN imports i ON i.id = s.import_id
      WHERE i.finished_at < ${new Date(now - SOURCES_MS)} LIMIT ${CHUNK})`
  return ctx.db.$executeRaw`
    DELETE FROM imports WHERE id IN (
      SELECT id FROM imports WHERE created_at < ${new Date(now - KEPT_MS)} AND finished_at IS NOT NULL
      ORDER BY created_at LIMIT ${CHUNK})`
}
