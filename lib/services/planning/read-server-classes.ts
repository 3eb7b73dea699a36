import type { Ctx } from '../../db/context'
import { Prisma } from '../../db/generated/client'
import type { ServerClass } from '../../domain/capacity/figures'

/** Kept out of planning as the row says, but for a hold that ended by time. The same as `blocked` of the tally otherwise. */
export const isBlocked = (now: Date): Prisma.Sql => Prisma.sql`(
  s.hold_id IS NOT NULL AND (s.hold_until IS NULL OR s.hold_until > ${now}) OR s.open_high_tickets > 0 OR s.needs_wipe)`

/**
 * Servers of datacenters by what counts alike: from the tally, so it costs the number of classes, not of servers. The few whose
 * hold ended by time, and that the tally still has as blocked, are put right. Thousands of classes are a line each in
 * a few rows: rows of their own would take longer to read than to count.
 */
export async function readServerClasses(ctx: Ctx, datacenterIds: readonly number[]): Promise<ServerClass[]> {
  const now = ctx.clock()
  const rows = await ctx.db.$queryRaw<(Pick<ServerClass, 'state' | 'blocked'> & { lines: string })[]>`
    SELECT state::text AS state, blocked, string_agg(concat_ws(' ', count, datacenter_id, model_id), E'\n') AS lines FROM (
      SELECT datacenter_id, model_id, state, blocked, sum(n) AS count FROM (
        SELECT datacenter_id, model_id, state, blocked, delta AS n FROM server_tally
        UNION ALL
        SELECT s.datacenter_id, s.model_id, s.state, ended.blocked, ended.n
        FROM servers s CROSS JOIN (VALUES (true, -1), (false, 1)) AS ended (blocked, n)
        WHERE s.hold_until <= ${now} AND s.hold_id IS NOT NULL AND NOT ${isBlocked(now)}
      ) counted
      WHERE datacenter_id = ANY(${[...datacenterIds]}::int[])
      GROUP BY 1, 2, 3, 4 HAVING sum(n) <> 0
    ) classes GROUP BY state, blocked`
  return rows.flatMap(({ state, blocked, lines }) =>
    lines.split('\n').map((line) => {
      const [count = 0, datacenterId = 0, modelId = null] = line.split(' ').map(Number)
      return { datacenterId, modelId, state, blocked, count }
    }),
  )
}
