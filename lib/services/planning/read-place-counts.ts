import type { Ctx } from '../../db/context'
import { ORDER_STATES, type OrderState } from '../../domain/order-state'

interface PlaceCounts {
  /** Of all these datacenters; a status that no order has is left out. */
  orders: Map<OrderState, number>
  /** What the racks of each datacenter may draw, in watts. */
  budgetW: Map<number, number>
}

/** Orders by status and the racks' budgets in datacenters: from the tally, so it costs neither orders nor racks. One statement. */
export async function readPlaceCounts(ctx: Ctx, datacenterIds: readonly number[]): Promise<PlaceCounts> {
  const rows = await ctx.db.$queryRaw<{ datacenterId: number; counted: string; total: number }[]>`
    SELECT datacenter_id AS "datacenterId", counted, sum(delta)::float8 AS total FROM place_tally
    WHERE datacenter_id = ANY(${[...datacenterIds]}::int[]) GROUP BY 1, 2 HAVING sum(delta) <> 0`
  const orders = ORDER_STATES.flatMap((status) => {
    const own = rows.filter(({ counted }) => counted === `order ${status}`)
    return own.length === 0 ? [] : [[status, own.reduce((sum, { total }) => sum + total, 0)] as const]
  })
  const racks = rows.filter(({ counted }) => counted === 'rack W')
  return {
    orders: new Map(orders),
    budgetW: new Map(racks.map(({ datacenterId, total }) => [datacenterId, total])),
  }
}
