import type { Ctx } from '../../db/context'
import { Prisma } from '../../db/generated/client'
import { PLANNED_FOR_VALUES } from '../../db/statement-names'
import { filterConditions, type NamedIds, type ServerFilter } from './server-filter'

/** As many as are counted one by one: beyond them a list says "1,000+". */
export const COUNTED = 1_000

/** How many servers a filter leaves: `more` when only the first of them were counted. */
export interface ServerCount {
  count: number
  more: boolean
}

/**
 * Exact whatever the number where the tally knows all that the filter asks for; else exact up to a thousand. It costs a fixed
 * number of rows either way.
 */
export async function countServers(ctx: Ctx, input: ServerFilter, ids: NamedIds): Promise<ServerCount> {
  const tallied = tallyConditions(input, ids)
  if (tallied !== null) {
    const [row] = await ctx.db.$queryRaw<{ count: number }[]>`
      SELECT coalesce(sum(delta), 0)::int AS count FROM server_tally WHERE ${Prisma.join([Prisma.sql`true`, ...tallied], ' AND ')}`
    return { count: row?.count ?? 0, more: false }
  }
  const [row] = await ctx.db.$queryRaw<{ count: number }[]>`${Prisma.raw(PLANNED_FOR_VALUES)}
    SELECT count(*)::int AS count FROM (
      SELECT 1 FROM servers s WHERE ${Prisma.join(filterConditions(ctx, input, ids), ' AND ')} LIMIT ${COUNTED + 1}) AS counted`
  const count = row?.count ?? 0
  return { count: Math.min(count, COUNTED), more: count > COUNTED }
}

/** The filter as conditions on the tally; null where it asks for more than that counts by. */
function tallyConditions(input: ServerFilter, ids: NamedIds): Prisma.Sql[] | null {
  const { state, datacenter: _datacenter, model: _model, firmware, ...others } = input
  if (Object.values(others).some((asked) => asked !== undefined)) return null
  return [
    ...(ids.datacenter === undefined ? [] : [Prisma.sql`datacenter_id = ANY(${[...ids.datacenter]}::int[])`]),
    ...(ids.model === undefined ? [] : [Prisma.sql`model_id = ANY(${[...ids.model]}::int[])`]),
    ...(state === undefined ? [] : [Prisma.sql`state = ANY(${[...state]}::server_state[])`]),
    ...(firmware === undefined ? [] : [Prisma.sql`NOT firmware_at_target`]),
  ]
}
