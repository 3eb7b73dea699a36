import type { Ctx } from '../../db/context'
import { Prisma } from '../../db/generated/client'
import { literal } from '../../db/like'
import { type OrderState, REPLACEABLE } from '../../domain/order-state'
import { visible } from '../access/authorize'

/** What a list of orders can be narrowed to. */
export interface OrderFilters {
  q?: string | undefined
  status?: readonly OrderState[] | undefined
  datacenter?: readonly string[] | undefined
  customer?: readonly string[] | undefined
  mine?: 'true' | undefined
  trouble?: 'true' | undefined
}

/**
 * Failed, past its end while active, or missing a server that it lost under the plan that it has: the same as `degraded` of
 * its view. Each is found by an index of its own, as they are few among all.
 */
const IN_TROUBLE = (now: Date): Prisma.Sql => Prisma.sql`o.id IN (
  SELECT id FROM orders WHERE status = 'FAILED'
  UNION ALL SELECT id FROM orders WHERE status = 'ACTIVE' AND ends_at < ${now.toISOString()}::timestamptz
  UNION ALL SELECT a.order_id FROM allocations a JOIN orders t ON t.id = a.order_id
    WHERE a.status = 'LOST' AND a.replaced_by_id IS NULL AND t.status::text = ANY(${[...REPLACEABLE]}::text[])
      AND (a.plan_id IS NULL OR a.plan_id = (SELECT p.id FROM allocation_plans p
        WHERE p.order_id = a.order_id AND p.status IN ('current', 'allocated') ORDER BY p.created_at DESC LIMIT 1)))`

/**
 * Conditions on `orders o`: what the actor may read, and the filters. Never empty. Codes become arrays rather than joins: a
 * sorted list then goes along its index whatever they are.
 */
export function orderConditions(ctx: Ctx, input: OrderFilters): Prisma.Sql[] {
  const { q, status, datacenter, customer } = input
  const ids = visible(ctx, 'planning.read')
  return [
    ids === undefined ? Prisma.sql`true` : Prisma.sql`o.datacenter_id = ANY(${ids.in}::int[])`,
    ...(status === undefined ? [] : [Prisma.sql`o.status = ANY(${[...status]}::order_status[])`]),
    ...(datacenter === undefined
      ? []
      : [
          Prisma.sql`o.datacenter_id = ANY(ARRAY(SELECT id FROM datacenters WHERE code = ANY(${[...datacenter]}::citext[])))`,
        ]),
    ...(customer === undefined ? [] : [ofCustomers(customer)]),
    ...(q === undefined ? [] : [foundBy(q)]),
    ...(input.mine === undefined ? [] : [Prisma.sql`o.created_by_key = ${ctx.actor.key}`]),
    ...(input.trouble === undefined ? [] : [IN_TROUBLE(ctx.clock())]),
  ]
}

/** Each by itself: of how many orders one has, statistics tell, of those of an array that is yet to be made they do not. */
const ofCustomers = (names: readonly string[]): Prisma.Sql =>
  names.length === 0
    ? Prisma.sql`false`
    : Prisma.sql`lower(o.customer) IN (${Prisma.join(names.map((name) => Prisma.sql`lower(${name}::text)`))})`

/** Fewer letters have no trigram: their index would be gone through whole. */
const TRIGRAM = 3

/** That `orders o` are found by `q`; the column has these words in small letters, see the schema. */
export const foundBy = (q: string): Prisma.Sql =>
  Prisma.sql`${q.length < TRIGRAM ? Prisma.sql`(o.words || '')` : Prisma.sql`o.words`} LIKE ${anywhere(q.toLowerCase())}`

/** A pattern for LIKE: three characters of it or more are found by the index of trigrams. */
function anywhere(q: string): string {
  return `%${literal(q)}%`
}
