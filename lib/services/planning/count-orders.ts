import type { OrderCounts } from '../../contracts/planning/order'
import { ORDERS_COUNTED_TO } from '../../contracts/planning/order-sorts'
import type { Ctx } from '../../db/context'
import { Prisma } from '../../db/generated/client'
import { PLANNED_FOR_VALUES } from '../../db/statement-names'
import { ORDER_STATES, type OrderState } from '../../domain/order-state'
import { visible } from '../access/authorize'
import { foundBy, type OrderFilters, orderConditions } from './order-conditions'

/** So many of the latest orders are asked for their customers. */
const LATEST = 500
const CUSTOMERS = 12

/**
 * How many orders each filter would show beside the other filters that are on: what a press on it leads to. Each count ends
 * just over 1,000, so that none grows with the table.
 */
export async function countOrders(ctx: Ctx, input: OrderFilters): Promise<OrderCounts> {
  // What few orders have is looked up once, and then counted fifteen ways; what many have is found soon by each count.
  const { q, trouble, ...rest } = input
  const few = trouble !== undefined || (q !== undefined && (await isRare(ctx, q)))
  const beside: OrderFilters = few ? rest : { ...rest, trouble }
  const hits = few ? hitsOf(ctx, { q, trouble }) : Prisma.sql`false`
  const from = few ? Prisma.sql`hits` : Prisma.sql`orders`
  const found = q === undefined || few ? Prisma.sql`true` : commonly(foundBy(q))
  const conditions = (filters: OrderFilters) => Prisma.sql`${conditionsOf(ctx, filters)} AND ${found}`
  const counted = (where: Prisma.Sql) =>
    Prisma.sql`(SELECT count(*)::int FROM (SELECT 1 FROM ${from} o WHERE ${where} LIMIT ${ORDERS_COUNTED_TO + 1}) AS first)`
  const without = (name: keyof OrderFilters) => conditions({ ...beside, [name]: undefined })
  // Each state by its name: of "any state" PostgreSQL takes as many to be there as of another, and reads the whole table. In the order
  // of the index of states: where the old ones lie behind all the others it would read those first.
  const ofStatus = (status: OrderState) =>
    Prisma.sql`UNION ALL SELECT 'status', ${status}::text, ${counted(Prisma.sql`${without('status')} AND o.status = ${status}::order_status ORDER BY o.datacenter_id`)}`
  const rows = await ctx.db.$queryRaw<
    { facet: string; value: string; orders: number }[]
  >`${Prisma.raw(PLANNED_FOR_VALUES)}
    WITH hits AS MATERIALIZED (
      SELECT o.* FROM orders o WHERE ${hits}
    ), latest AS MATERIALIZED (
      SELECT lower(o.customer) AS lowered, o.customer, o.id FROM ${from} o
      WHERE ${without('customer')} ORDER BY o.created_at DESC, o.id DESC LIMIT ${LATEST}
    ), customers AS (
      SELECT lowered, (array_agg(customer ORDER BY id DESC))[1] AS customer FROM latest
      GROUP BY lowered ORDER BY count(*) DESC, lowered LIMIT ${CUSTOMERS}
    )
    SELECT 'datacenter' AS facet, d.code::text AS value,
        ${counted(Prisma.sql`${without('datacenter')} AND o.datacenter_id = d.id`)} AS orders
      FROM datacenters d WHERE ${readable(ctx)}
    ${Prisma.join(ORDER_STATES.map(ofStatus), ' ')}
    UNION ALL SELECT 'mine', '', ${counted(conditions({ ...beside, mine: 'true' }))}
    UNION ALL SELECT 'trouble', '', ${counted(conditions(trouble === undefined ? { ...beside, trouble: 'true' } : beside))}
    UNION ALL SELECT 'shown', '', ${counted(conditions(beside))}
    UNION ALL SELECT 'customers', c.customer, ${counted(Prisma.sql`${without('customer')} AND lower(o.customer) = c.lowered`)}
      FROM customers c`
  const of = (facet: string) => rows.filter((row) => row.facet === facet)
  const one = (facet: string) => of(facet)[0]?.orders ?? 0
  const byValue = <K extends string>(facet: string) =>
    Object.fromEntries(of(facet).map(({ value, orders }) => [value, orders])) as Record<K, number>
  return {
    shown: one('shown'),
    status: byValue<OrderState>('status'),
    datacenter: byValue<string>('datacenter'),
    mine: one('mine'),
    trouble: one('trouble'),
    customers: of('customers')
      .map(({ value, orders }) => ({ customer: value, orders }))
      .sort((a, b) => b.orders - a.orders),
  }
}

/** Those in trouble are few, whatever they are called: their names are looked at without the index of words. */
const hitsOf = (ctx: Ctx, { q, trouble }: OrderFilters): Prisma.Sql =>
  trouble === undefined
    ? conditionsOf(ctx, { q })
    : Prisma.sql`${conditionsOf(ctx, { trouble })} AND ${q === undefined ? Prisma.sql`true` : foundBy(q)}`

/**
 * The same condition, of which PostgreSQL knows nothing and takes half of the rows to meet it: of a pattern it takes hardly one
 * to, and then sorts all orders for the first thousand instead of going along the index that has them in order.
 */
const commonly = (condition: Prisma.Sql): Prisma.Sql => Prisma.sql`CASE WHEN ${condition} THEN true ELSE false END`

/** Up to so many hits are kept and counted again and again; of more, each count finds enough soon. */
const RARE = 2_000

const isRare = async (ctx: Ctx, q: string): Promise<boolean> => {
  const [row] = await ctx.db.$queryRaw<{ hits: number }[]>`${Prisma.raw(PLANNED_FOR_VALUES)}
    SELECT count(*)::int AS hits FROM (SELECT 1 FROM orders o WHERE ${conditionsOf(ctx, { q })} LIMIT ${RARE + 1}) AS first`
  return (row?.hits ?? 0) <= RARE
}

const conditionsOf = (ctx: Ctx, filters: OrderFilters): Prisma.Sql =>
  Prisma.join(orderConditions(ctx, filters), ' AND ')

function readable(ctx: Ctx): Prisma.Sql {
  const ids = visible(ctx, 'planning.read')
  return ids === undefined ? Prisma.sql`true` : Prisma.sql`d.id = ANY(${ids.in}::int[])`
}
