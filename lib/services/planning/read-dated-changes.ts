import type { Ctx } from '../../db/context'
import { HORIZON_DAYS } from '../../domain/capacity/runway'
import { DAY_MS, given } from './read-flows'

/** Servers that arrive in a datacenter on a day (UTC), or that an order gives back there. */
export interface ExpectedChange {
  datacenterId: number
  on: string
  count: number
  kind: 'delivery' | 'return'
  order: string | null
}

/** What is in transit with a destination and a day, and orders that end: what is overdue too. In order of days. */
export function readDatedChanges(ctx: Ctx, datacenterIds: readonly number[]): Promise<ExpectedChange[]> {
  const until = new Date(ctx.clock().getTime() + HORIZON_DAYS * DAY_MS)
  const ids = [...datacenterIds]
  return ctx.db.$queryRaw<ExpectedChange[]>`
    SELECT s.destination_id AS "datacenterId", (s.expected_at AT TIME ZONE 'UTC')::date::text AS on, count(*)::int AS count,
      'delivery' AS kind, NULL::text AS "order"
    FROM servers s
    WHERE s.expected_at < ${until} AND s.state = 'IN_TRANSIT' AND s.destination_id = ANY(${ids}::int[])
    GROUP BY 1, 2
    UNION ALL
    SELECT o.datacenter_id, (o.ends_at AT TIME ZONE 'UTC')::date::text, given.n, 'return', o.number::text
    FROM orders o ${given}
    WHERE o.ends_at < ${until} AND o.status IN ('ALLOCATED', 'PROVISIONING', 'ACTIVE')
      AND o.datacenter_id = ANY(${ids}::int[])
    ORDER BY 2, 4, 5`
}

/**
 * Whole days from now until it counts: the day after its own, when it has been unpacked, or wiped. 0 and less: overdue.
 */
export function daysUntil(on: string, now: Date): number {
  return Math.floor((Date.parse(`${on}T00:00:00Z`) + DAY_MS) / DAY_MS) - Math.floor(now.getTime() / DAY_MS)
}
