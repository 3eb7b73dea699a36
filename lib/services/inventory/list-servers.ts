import type { ServerPage } from '../../contracts/inventory/server'
import type { Ctx } from '../../db/context'
import { Prisma } from '../../db/generated/client'
import { PLANNED_FOR_VALUES } from '../../db/statement-names'
import type { ServerSort } from '../../domain/server-sort'
import { COUNTED, countServers, type ServerCount } from './count-servers'
import { readServers } from './read-servers'
import { resolveServerFilter } from './resolve-server-filter'
import { readHealth } from './server-condition'
import { filterConditions, type NamedIds, type ServerFilter } from './server-filter'
import { type OrderGroup, type OrderKey, orderGroup, type ServerOrder, serverCursor, serverOrder } from './server-order'
import { toServerView } from './server-view'

interface ListServers extends ServerFilter {
  limit: number
  cursor?: string | undefined
  sort?: ServerSort | undefined
  /** Also how many the filter leaves. */
  counted?: 'true' | undefined
}

/**
 * Servers that the actor may read. What a filter leaves is counted first, as far as a thousand: few are read by the filter and
 * then sorted, many by the index of the order until the page is full. Then a fixed number of queries for what the views need.
 */
export async function listServers(ctx: Ctx, input: ListServers): Promise<ServerPage> {
  const { limit, cursor, sort = 'barcode', counted, ...filter } = input
  const ids = await resolveServerFilter(ctx, filter)
  const conditions = filterConditions(ctx, filter, ids)
  const count = conditions.length > 0 || counted === 'true' ? await countServers(ctx, filter, ids) : null
  const few = count !== null && conditions.length > 0 && !count.more && count.count <= COUNTED
  const order = serverOrder(sort, cursor)
  const pages = few
    ? [
        pageOf(
          order,
          Prisma.sql`(SELECT * FROM servers s WHERE ${Prisma.join(conditions, ' AND ')} OFFSET 0) s`,
          [],
          limit,
        ),
      ]
    : branchesOf(filter, ids).map((branch) => manyPage(ctx, branch, { sort, cursor, limit }))
  const rows = await ctx.db.$queryRaw<OrderKey[]>`${Prisma.raw(PLANNED_FOR_VALUES)}
    SELECT id, key FROM (${Prisma.join(pages, ' UNION ')}) AS pages ORDER BY ${order.bySorted} LIMIT ${limit + 1}`
  const kept = rows.slice(0, limit)
  if (order.backwards) kept.reverse()
  return {
    items: await viewsOf(ctx, kept),
    ...cursorsOf(kept, { beyond: rows.length > limit, backwards: order.backwards, first: cursor === undefined }),
    ...(counted === 'true' && count !== null ? { count: countView(count) } : {}),
  }
}

/** A search also finds the servers of models that it finds: a page is read of either, as one condition for both has no index. */
function branchesOf(filter: ServerFilter, ids: NamedIds): [ServerFilter, NamedIds][] {
  if (filter.q === undefined || ids.qModel.length === 0 || ids.model !== undefined) return [[filter, ids]]
  const byModel: [ServerFilter, NamedIds] = [
    { ...filter, q: undefined },
    { ...ids, model: ids.qModel, qModel: [] },
  ]
  return [[filter, { ...ids, qModel: [] }], byModel]
}

/** Where a filter leaves many: by the index of the order, within each of the values that has an index of its own. */
function manyPage(
  ctx: Ctx,
  [filter, ids]: [ServerFilter, NamedIds],
  read: { sort: ServerSort; cursor: string | undefined; limit: number },
): Prisma.Sql {
  const group = orderGroup(read.sort, filter, ids)
  const order = serverOrder(read.sort, read.cursor, group)
  const others = filterConditions(ctx, ...withoutGroup(filter, ids, group))
  const page = pageOf(order, Prisma.sql`servers s`, others, read.limit)
  return group === null
    ? page
    : Prisma.sql`(SELECT each.* FROM unnest(${group.values}) AS g(v) CROSS JOIN LATERAL ${page} AS each)`
}

function pageOf(order: ServerOrder, from: Prisma.Sql, conditions: readonly Prisma.Sql[], limit: number): Prisma.Sql {
  const where = [...conditions, ...(order.beyond === null ? [] : [order.beyond])]
  return Prisma.sql`(SELECT ${order.columns} FROM ${from}
    ${where.length === 0 ? Prisma.empty : Prisma.sql`WHERE ${Prisma.join(where, ' AND ')}`}
    ORDER BY ${order.by} LIMIT ${limit + 1})`
}

/** The filter without what the order says already. */
function withoutGroup(filter: ServerFilter, ids: NamedIds, group: OrderGroup | null): [ServerFilter, NamedIds] {
  if (group === null) return [filter, ids]
  return group.name === 'state' ? [{ ...filter, state: undefined }, ids] : [filter, { ...ids, [group.name]: undefined }]
}

const countView = ({ count, more }: ServerCount) => ({ value: count, more })

/** Read backwards, there is a next page: the one that was left. Read forwards from a cursor, there is one before. */
function cursorsOf(kept: readonly OrderKey[], read: { beyond: boolean; backwards: boolean; first: boolean }) {
  const [top, bottom] = [kept.at(0), kept.at(-1)]
  if (top === undefined || bottom === undefined) return {}
  const next = read.backwards || read.beyond
  const previous = read.backwards ? read.beyond : !read.first
  return {
    ...(next ? { nextCursor: serverCursor(bottom, 'a') } : {}),
    ...(previous ? { previousCursor: serverCursor(top, 'b') } : {}),
  }
}

/** In the order of the keys; a server that was deleted since they were read is left out. */
async function viewsOf(ctx: Ctx, keys: readonly OrderKey[]) {
  if (keys.length === 0) return []
  const ids = keys.map((key) => key.id)
  const [rows, health] = await Promise.all([readServers(ctx, ids), readHealth(ctx, ids)])
  const now = ctx.clock()
  const views = new Map(rows.map((row) => [row.id, { ...toServerView(row, now), health: health.get(row.id) }]))
  return keys.map((key) => views.get(key.id)).filter((view) => view !== undefined)
}
