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
 * Exact whatever the number where the tally knows all that the filter asks for, or live tickets do; else exact up to a thousand. It
 * costs a fixed number of rows, or as many as tickets are live.
 */
export async function countServers(ctx: Ctx, input: ServerFilter, ids: NamedIds): Promise<ServerCount> {
  const tallied = inServerTally(input, ids) ?? inFirmwareTally(input, ids)
  if (tallied !== null) {
    const [row] = await ctx.db.$queryRaw<
      { count: number }[]
    >`SELECT coalesce(sum(delta), 0)::int AS count FROM ${tallied}`
    return { count: row?.count ?? 0, more: false }
  }
  if (asksForTicketsOnly(input, ids)) {
    // What the list reads by, without the servers: it has an index of its own.
    const [row] = await ctx.db.$queryRaw<
      { count: number }[]
    >`SELECT count(DISTINCT server_id)::int AS count FROM tickets WHERE status IN ('OPEN', 'IN_PROGRESS')`
    return { count: row?.count ?? 0, more: false }
  }
  const [row] = await ctx.db.$queryRaw<{ count: number }[]>`${Prisma.raw(PLANNED_FOR_VALUES)}
    SELECT count(*)::int AS count FROM (
      SELECT 1 FROM servers s WHERE ${Prisma.join(filterConditions(ctx, input, ids), ' AND ')} LIMIT ${COUNTED + 1}) AS counted`
  const count = row?.count ?? 0
  return { count: Math.min(count, COUNTED), more: count > COUNTED }
}

/** All servers with a live ticket. */
function asksForTicketsOnly({ tickets, ...others }: ServerFilter, { qModel: _, ...ids }: NamedIds): boolean {
  return tickets === 'true' && [...Object.values(others), ...Object.values(ids)].every((asked) => asked === undefined)
}

/** The rows of the tally that the filter leaves; null where it asks for more than that counts by. */
function inServerTally({ state, firmware, ...input }: ServerFilter, ids: NamedIds): Prisma.Sql | null {
  if (asksMore(input)) return null
  return Prisma.sql`server_tally WHERE ${Prisma.join(
    [
      ...placeConditions(ids),
      ...(state === undefined ? [] : [Prisma.sql`state = ANY(${[...state]}::server_state[])`]),
      ...(firmware === undefined ? [] : [Prisma.sql`NOT firmware_at_target AND state <> 'DECOMMISSIONED'`]),
    ],
    ' AND ',
  )}`
}

/** Likewise of the tally of versions, which counts one component, and servers whose model is known. */
function inFirmwareTally(
  { behind, unread, component, version, ...input }: ServerFilter,
  ids: NamedIds,
): Prisma.Sql | null {
  const asked = [behind, unread, version].filter((one) => one !== undefined)
  const name = behind?.[0] ?? unread?.[0] ?? component
  if (asksMore(input) || asked.length !== 1 || name === undefined) return null
  if ((behind ?? unread ?? [name]).length !== 1) return null
  if (version !== undefined && (component === undefined || ids.model === undefined)) return null
  const mark =
    version !== undefined
      ? Prisma.sql`version = ANY(${[...version]}::text[])`
      : behind !== undefined
        ? Prisma.sql`behind`
        : Prisma.sql`version = ''`
  return Prisma.sql`firmware_tally WHERE ${Prisma.join(
    [...placeConditions(ids), Prisma.sql`model_id IS NOT NULL`, Prisma.sql`component = ${name.toLowerCase()}`, mark],
    ' AND ',
  )}`
}

function asksMore({ datacenter: _datacenter, model: _model, ...others }: ServerFilter): boolean {
  return Object.values(others).some((asked) => asked !== undefined)
}

function placeConditions(ids: NamedIds): Prisma.Sql[] {
  return [
    Prisma.sql`true`,
    ...(ids.datacenter === undefined ? [] : [Prisma.sql`datacenter_id = ANY(${[...ids.datacenter]}::int[])`]),
    ...(ids.model === undefined ? [] : [Prisma.sql`model_id = ANY(${[...ids.model]}::int[])`]),
  ]
}
