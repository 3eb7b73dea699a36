import type { OrderCounts } from '../../contracts/planning/order'
import { ORDERS_COUNTED_TO } from '../../contracts/planning/order-sorts'
import type { Ctx } from '../../db/context'
import { Prisma } from '../../db/generated/client'
import { ORDER_STATES, type OrderState } from '../../domain/order-state'
import { visible } from '../access/authorize'
import { type OrderFilters, orderConditions } from './order-conditions'

/** So many of the latest orders are asked for their customers. */
const LATEST = 500
const CUSTOMERS = 12

/**
 * How many orders each filter would show beside the other filters that are on: what a press on it leads to. Each count ends
 * just over 1,000, so that none grows with the table.
 */
export async function countOrders(ctx: Ctx, input: OrderFilters): Promise<OrderCounts> {
  // What is searched for is looked up once, and then counted fifteen ways.
  const { q, ...beside } = input
  const from = q === undefined ? Prisma.sql`orders` : Prisma.sql`hits`
  const counted = (where: Prisma.Sql) =>
    Prisma.sql`(SELECT count(*)::int FROM (SELECT 1 FROM ${from} o WHERE ${where} LIMIT ${ORDERS_COUNTED_TO + 1}) AS few)`
  const without = (name: keyof OrderFilters) => conditions(ctx, { ...beside, [name]: undefined })
  // Each state by its name: of "any state" PostgreSQL takes as many to be there as of another, and reads the whole table.
  const ofStatus = (status: OrderState) =>
    Prisma.sql`UNION ALL SELECT 'status', ${status}::text, ${counted(Prisma.sql`${without('status')} AND o.status = ${status}::order_status`)}`
  const rows = await ctx.db.$queryRaw<{ facet: string; value: string; orders: number }[]>`
    WITH hits AS MATERIALIZED (
      SELECT o.* FROM orders o WHERE ${q === undefined ? Prisma.sql`false` : conditions(ctx, { q })}
    ), latest AS MATERIALIZED (
      SELECT lower(o.customer) AS lowered, o.customer, o.id FROM ${from} o
      WHERE ${without('customer')} ORDER BY o.created_at DESC, o.id DESC LIMIT ${LATEST}
    ), customers AS (
      SELECT lowered, (array_agg(customer ORDER BY id DESC))[1] AS customer FROM latest
      GROUP BY lowered ORDER BY count(*) DESC, lowered LIMIT ${CUSTOMERS}
    )
    SELECT 'datacenter' AS facet, d.code::text AS value,
        ${counted(Prisma.sql`${without('datacenter')} AND o.datacenter_id = d.id ORDER BY o.created_at`)} AS orders
      FROM datacenters d WHERE ${readable(ctx)}
    ${Prisma.join(ORDER_STATES.map(ofStatus), ' ')}
    UNION ALL SELECT 'mine', '', ${counted(conditions(ctx, { ...beside, mine: 'true' }))}
    UNION ALL SELECT 'trouble', '', ${counted(conditions(ctx, { ...beside, trouble: 'true' }))}
    UNION ALL SELECT 'shown', '', ${counted(conditions(ctx, beside))}
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

const conditions = (ctx: Ctx, filters: OrderFilters): Prisma.Sql => Prisma.join(orderConditions(ctx, filters), ' AND ')

function readable(ctx: Ctx): Prisma.Sql {
  const ids = visible(ctx, 'planning.read')
  return ids === undefined ? Prisma.sql`true` : Prisma.sql`d.id = ANY(${ids.in}::int[])`
}
