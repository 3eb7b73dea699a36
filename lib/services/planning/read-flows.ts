import type { Ctx } from '../../db/context'
import { Prisma } from '../../db/generated/client'
import type { Flow } from '../../domain/capacity/runway'

/** ordered: what orders were given; failed, mended: servers; returned: of orders that had no end date. */
export type FlowName = 'ordered' | 'failed' | 'mended' | 'returned'
export type Flows = Record<FlowName, Flow>

export const DAY_MS = 86_400_000
const NONE: Flow = { times: 0, servers: 0, squares: 0 }

/** How many servers order o was given: its plan knows, so the servers need not be counted. */
export const given = Prisma.sql`CROSS JOIN LATERAL (
  SELECT (p.totals->>'servers')::int AS n FROM allocation_plans p
  WHERE p.order_id = o.id AND p.status = 'allocated' ORDER BY p.created_at DESC LIMIT 1) AS given`

/**
 * What changed the number of free servers in the last days, by datacenter. From indexes of the orders and breakages of the
 * window. A promised server that fails counts: another one takes its place.
 */
export async function readFlows(ctx: Ctx, windowDays: number): Promise<Map<number, Flows>> {
  const since = new Date(ctx.clock().getTime() - windowDays * DAY_MS)
  const rows = await ctx.db.$queryRaw<({ datacenterId: number; flow: FlowName } & Flow)[]>`
    SELECT datacenter_id AS "datacenterId", flow, count(*)::int AS times, sum(n)::int AS servers,
      sum(n::float8 * n)::float8 AS squares
    FROM (
      SELECT o.datacenter_id, 'ordered' AS flow, given.n FROM orders o ${given}
      WHERE o.created_at >= ${since} AND o.status NOT IN ('DRAFT', 'PLANNED', 'CANCELLED')
      UNION ALL
      SELECT o.datacenter_id, 'returned', given.n FROM orders o ${given}
      WHERE o.status = 'RELEASED' AND o.status_since >= ${since} AND o.ends_at IS NULL
      UNION ALL
      SELECT datacenter_id, CASE "to" WHEN 'BROKEN' THEN 'failed' ELSE 'mended' END, 1 FROM audit_log
      WHERE at >= ${since} AND entity = 'server' AND ("to" = 'BROKEN' OR "from" IN ('BROKEN', 'REPAIRING'))
        AND ("to" IN ('RACKED', 'IN_WAREHOUSE') OR "to" = 'BROKEN' AND "from" NOT IN ('IN_FACTORY_TEST', 'IN_TRANSIT'))
    ) changes GROUP BY 1, 2`
  const flows = new Map<number, Flows>()
  for (const { datacenterId, flow, times, servers, squares } of rows) {
    flows.set(datacenterId, { ...flowsOf(flows, datacenterId), [flow]: { times, servers, squares } })
  }
  return flows
}

/** Nothing where nothing was read. */
export function flowsOf(flows: ReadonlyMap<number, Flows>, datacenterId: number): Flows {
  return flows.get(datacenterId) ?? { ordered: NONE, failed: NONE, mended: NONE, returned: NONE }
}
