import type { Ctx } from '../../db/context'
import { Prisma } from '../../db/generated/client'
import { PLANNED_FOR_VALUES } from '../../db/statement-names'
import type { ServerSort } from '../../domain/server-sort'
import { filterConditions, type NamedIds, partsOfHealth, type ServerFilter } from './server-filter'
import { type OrderGroup, type OrderKey, orderGroup, type ServerOrder, serverOrder } from './server-order'

interface KeysQuery {
  filter: ServerFilter
  ids: NamedIds
  sort: ServerSort
  cursor: string | undefined
  limit: number
  /** The filter is known to leave few: they are read by it and then sorted. */
  few: boolean
}

interface Branch extends Pick<KeysQuery, 'filter' | 'ids'> {
  and?: Prisma.Sql
}

/**
 * Up to `limit` servers that a filter leaves, from the cursor on, as their ids and places in the order, in one statement: few
 * by the filter and then sorted, many by the index of the order until there are enough. Backwards, those before the cursor
 * come the nearest first.
 */
export async function readServerKeys(ctx: Ctx, query: KeysQuery): Promise<{ keys: OrderKey[]; backwards: boolean }> {
  const { sort, cursor, limit } = query
  const order = serverOrder(sort, cursor)
  const pages = query.few ? [fewPage(ctx, query, order)] : branchesOf(query).map((one) => manyPage(ctx, query, one))
  const keys = await ctx.db.$queryRaw<OrderKey[]>`${Prisma.raw(PLANNED_FOR_VALUES)}
    SELECT ${order.named} FROM (${Prisma.join(pages, ' UNION ')}) AS pages ORDER BY ${order.bySorted} LIMIT ${limit}`
  return { keys, backwards: order.backwards }
}

function fewPage(ctx: Ctx, { filter, ids, limit }: KeysQuery, order: ServerOrder): Prisma.Sql {
  const conditions = allOf(filterConditions(ctx, filter, ids))
  return pageOf(order, Prisma.sql`(SELECT * FROM servers s WHERE ${conditions} OFFSET 0) s`, [], limit)
}

/**
 * What one condition has no index for, as several that have one each: a search also finds the servers of models that it finds,
 * and a health is that of a state and that of a ticket.
 */
function branchesOf({ filter, ids }: KeysQuery): Branch[] {
  if (filter.q !== undefined && ids.qModel.length > 0 && ids.model === undefined) {
    return [
      { filter, ids: { ...ids, qModel: [] } },
      { filter: { ...filter, q: undefined }, ids: { ...ids, model: ids.qModel, qModel: [] } },
    ]
  }
  const parts = filter.state === undefined ? partsOfHealth(filter.health ?? []) : null
  if (parts === null) return [{ filter, ids }]
  return parts.map(({ state, and }) => ({ filter: { ...filter, health: undefined, state }, ids, and }))
}

/** Where a filter leaves many: by the index of the order, within each of the values that has an index of its own. */
function manyPage(ctx: Ctx, read: KeysQuery, { filter, ids, and }: Branch): Prisma.Sql {
  const group = orderGroup(read.sort, filter, ids)
  const order = serverOrder(read.sort, read.cursor, group)
  const also = [and, group?.within].filter((one) => one !== undefined)
  const walked = group?.name === 'model'
  const others = [...filterConditions(ctx, ...withoutGroup(filter, ids, group), walked), ...also]
  const page = pageOf(order, Prisma.sql`servers s`, others, read.limit)
  return group === null
    ? page
    : Prisma.sql`(SELECT each.* FROM unnest(${group.values}) AS g(v) CROSS JOIN LATERAL ${page} AS each)`
}

function pageOf(order: ServerOrder, from: Prisma.Sql, conditions: readonly Prisma.Sql[], limit: number): Prisma.Sql {
  const where = [...conditions, ...(order.beyond === null ? [] : [order.beyond])]
  return Prisma.sql`(SELECT ${order.columns} FROM ${from} WHERE ${allOf(where)} ORDER BY ${order.by} LIMIT ${limit})`
}

const allOf = (conditions: readonly Prisma.Sql[]): Prisma.Sql =>
  conditions.length === 0 ? Prisma.sql`true` : Prisma.join([...conditions], ' AND ')

/** The filter without what the order says already. */
function withoutGroup(filter: ServerFilter, ids: NamedIds, group: OrderGroup | null): [ServerFilter, NamedIds] {
  if (group === null) return [filter, ids]
  return group.name === 'state' ? [{ ...filter, state: undefined }, ids] : [filter, { ...ids, [group.name]: undefined }]
}
