import type { Ctx } from '../../db/context'
import type { Flow } from '../../domain/capacity/runway'

/** ordered: what orders were given; failed, mended: servers; returned: of orders that had no end date. */
export type FlowName = 'ordered' | 'failed' | 'mended' | 'returned'
export type Flows = Record<FlowName, Flow>

export const DAY_MS = 86_400_000
const NONE: Flow = { times: 0, servers: 0, squares: 0 }

/**
 * What changed the number of free servers in the last days, by datacenter. From indexes of the orders and breakages of the
 * window. A promised server that fails counts: another one takes its place.
 */
export async function readFlows(ctx: Ctx, windowDays: number): Promise<Map<number, Flows>> {
  const since = new Date(ctx.clock().getTime() - windowDays * DAY_MS)
  const rows = await ctx.db.$queryRaw<({ datacenterId: number; flow: FlowName } & Flow)[]>`
    SELECT datacenter_id AS "datacenterId", 'ordered' AS flow, count(*)::int AS times, sum(servers_given)::int AS servers,
      sum(servers_given::float8 * servers_given) AS squares
    FROM orders
    WHERE created_at >= ${since} AND servers_given IS NOT NULL AND status NOT IN ('DRAFT', 'PLANNED', 'CANCELLED')
    GROUP BY datacenter_id
    UNION ALL
    SELECT datacenter_id, 'returned', count(*)::int, sum(servers_given)::int, sum(servers_given::float8 * servers_given)
    FROM orders
    WHERE status = 'RELEASED' AND status_since >= ${since} AND ends_at IS NULL AND servers_given IS NOT NULL
    GROUP BY datacenter_id
    UNION ALL
    SELECT datacenter_id, 'failed', count(*)::int, count(*)::int, count(*) FROM audit_log
    WHERE at >= ${since} AND entity = 'server' AND "to" = 'BROKEN' AND "from" NOT IN ('IN_FACTORY_TEST', 'IN_TRANSIT')
    GROUP BY datacenter_id
    UNION ALL
    SELECT datacenter_id, 'mended', count(*)::int, count(*)::int, count(*) FROM audit_log
    WHERE at >= ${since} AND entity = 'server' AND "from" IN ('BROKEN', 'REPAIRING') AND "to" IN ('RACKED', 'IN_WAREHOUSE')
    GROUP BY datacenter_id`
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
