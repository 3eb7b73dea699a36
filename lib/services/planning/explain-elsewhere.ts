import type { InfeasibleDetails } from '../../contracts/planning/plan'
import type { Ctx, TxCtx } from '../../db/context'
import { datacentersFor } from '../../domain/access/permissions'
import { usableSupply } from '../../domain/planning/exact-planner'
import { serversNeeded } from '../../domain/planning/explain-infeasible'
import type { ServerState } from '../../domain/server-state'
import { solverOptions } from './highs-solver'
import type { PlannedOrder, PlanRequest } from './plan-request'
import { readOpenQuestion } from './read-open-question'
import { readQuestion } from './read-question'

export type ChangesElsewhere = Pick<InfeasibleDetails, 'withWarehouse' | 'elsewhere' | 'counted'>

/**
 * Beside the order's own racks: would the warehouse do, or another datacenter that the caller may read? And how many servers
 * were counted at all, step by step. For an answer that says no; it solves once per datacenter.
 */
export async function explainElsewhere(
  ctx: Ctx | TxCtx,
  order: PlannedOrder,
  request: PlanRequest,
): Promise<ChangesElsewhere> {
  const asked = { ...request, objective: 'fewest-servers' as const }
  const servers = async (datacenterId: number, includeWarehouse: boolean) => {
    const question = await readQuestion(ctx, { ...order, datacenterId }, { ...asked, includeWarehouse })
    const needed = await serversNeeded(question, solverOptions)
    const stored = question.supply.classes.reduce((sum, of) => sum + (of.inWarehouse ? of.free : 0), 0)
    return needed === null ? null : { servers: needed, stored }
  }
  const ids = datacentersFor(ctx.actor.grants, 'planning.read')
  const others = await ctx.db.datacenter.findMany({
    where: { id: { not: order.datacenterId, ...(ids === 'all' ? {} : { in: [...ids] }) } },
    select: { id: true, code: true },
    orderBy: { code: 'asc' },
  })
  const elsewhere: { datacenter: string; servers: number }[] = []
  for (const { id, code } of others) {
    const found = await servers(id, request.includeWarehouse)
    if (found !== null) elsewhere.push({ datacenter: code, servers: found.servers })
  }
  return {
    withWarehouse: request.includeWarehouse ? null : await servers(order.datacenterId, true),
    elsewhere,
    counted: await countServers(ctx, order, request),
  }
}

async function countServers(
  ctx: Ctx | TxCtx,
  order: PlannedOrder,
  request: PlanRequest,
): Promise<NonNullable<ChangesElsewhere['counted']>> {
  const rows = await ctx.db.serverTally.groupBy({
    by: ['state', 'blocked'],
    where: { datacenterId: order.datacenterId },
    _sum: { delta: true },
  })
  const count = (states: readonly ServerState[], blocked?: boolean) =>
    rows.reduce(
      (sum, row) =>
        states.includes(row.state) && (blocked === undefined || row.blocked === blocked)
          ? sum + (row._sum.delta ?? 0)
          : sum,
      0,
    )
  const open: readonly ServerState[] = request.includeWarehouse ? ['RACKED', 'IN_WAREHOUSE'] : ['RACKED']
  const question = await readOpenQuestion(ctx, order, { ...request, objective: 'fewest-servers' })
  const free = (supply: typeof question.supply | ReturnType<typeof usableSupply>['supply']) =>
    supply.classes.reduce((sum, of) => sum + of.free, 0)
  const usable = free(usableSupply(question).supply)
  return {
    inDatacenter: rows.reduce((sum, row) => sum + (row.state === 'DECOMMISSIONED' ? 0 : (row._sum.delta ?? 0)), 0),
    racked: count(['RACKED']),
    warehouse: count(['IN_WAREHOUSE']),
    promised: count(['ALLOCATED', 'PROVISIONING']),
    inService: count(['IN_SERVICE']),
    broken: count(['BROKEN', 'REPAIRING']),
    blocked: count(open, true),
    excluded: free(question.supply) - usable,
    usable,
  }
}
