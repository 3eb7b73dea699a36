import type { Prisma } from '../../db/generated/client'
import type { Constraints, Demand, DemandLine, Objective } from '../../domain/planning/plan'
import type { Claims } from './claims'

export interface PlanRequest {
  objective: Objective
  constraints: Constraints
  includeWarehouse: boolean
}

/** What is planned: an order, or one that might be placed. */
export interface PlannedOrder {
  datacenterId: number
  demand: Demand
}

/** With claims, a plan keeps away from what others are planning at this moment, where that costs nothing. */
export type PlanReader = { db: Prisma.TransactionClient; clock: () => Date; claims?: Claims }

/** What an order's row asks for: its lines where it has some, else its totals. */
export function demandOf(order: {
  cpuCores: number
  ramGb: number
  nvmeGb: number
  lines: readonly DemandLine[]
}): Demand {
  if (order.lines.length > 0) return { kind: 'lines', lines: order.lines }
  return { kind: 'totals', cpuCores: order.cpuCores, ramGb: order.ramGb, nvmeGb: order.nvmeGb }
}
