import type { Ctx } from '../../db/context'
import { Prisma } from '../../db/generated/client'
import { HORIZON_DAYS } from '../../domain/capacity/runway'
import { DAY_MS } from './read-flows'

/** Servers that arrive in a datacenter on a day (UTC), or that orders give back there: `ending` of them, the first few named. */
export interface ExpectedChange {
  datacenterId: number
  on: string
  count: number
  kind: 'delivery' | 'return'
  ending: number
  orders: string[]
}

/** Orders of a day that are named; the others are counted. */
const NAMED = 3

/** What is in transit with a destination and a day, and orders that end: what is overdue too. In order of days. */
export async function readDatedChanges(ctx: Ctx, datacenterIds: readonly number[]): Promise<ExpectedChange[]> {
  const until = new Date(ctx.clock().getTime() + HORIZON_DAYS * DAY_MS)
  const ids = [...datacenterIds]
  const rows = await ctx.db.$queryRaw<(Omit<ExpectedChange, 'orders'> & { orders: string })[]>`
    SELECT s.destination_id AS "datacenterId", (s.expected_at AT TIME ZONE 'UTC')::date::text AS on, count(*)::int AS count,
      'delivery' AS kind, 0 AS ending, '' AS orders
    FROM servers s
    WHERE s.expected_at < ${until} AND s.state = 'IN_TRANSIT' AND s.destination_id = ANY(${ids}::int[])
    GROUP BY s.destination_id, (s.expected_at AT TIME ZONE 'UTC')::date
    UNION ALL
    SELECT datacenter_id, (ends_at AT TIME ZONE 'UTC')::date::text, sum(coalesce(servers_given, 0))::int, 'return',
      count(*)::int, array_to_string((array_agg(number::text))[1:${Prisma.raw(String(NAMED))}], ' ')
    FROM orders
    WHERE ends_at < ${until} AND status IN ('ALLOCATED', 'PROVISIONING', 'ACTIVE') AND datacenter_id = ANY(${ids}::int[])
    GROUP BY datacenter_id, (ends_at AT TIME ZONE 'UTC')::date
    ORDER BY 2, 4`
  // As arrays they would take longer to read than all else.
  return rows.map(({ orders, ...row }) => ({ ...row, orders: orders === '' ? [] : orders.split(' ') }))
}

/**
 * Whole days from now until it counts: the day after its own, when it has been unpacked, or wiped. 0 and less: overdue.
 */
export function daysUntil(on: string, now: Date): number {
  return Math.floor((Date.parse(`${on}T00:00:00Z`) + DAY_MS) / DAY_MS) - Math.floor(now.getTime() / DAY_MS)
}
