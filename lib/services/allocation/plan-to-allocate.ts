import type { TxCtx } from '../../db/context'
import { Prisma } from '../../db/generated/client'
import { conflict, notFound } from '../../domain/errors'
import { covers, sumCapacity } from '../../domain/planning/composite-score'
import {
  askedOf,
  type Constraints,
  type Demand,
  type DemandLine,
  type Objective,
  shapeOf,
} from '../../domain/planning/plan'
import type { Slot } from '../planning/claims'
import type { ServerFacts } from '../planning/load-server-facts'
import { demandOf } from '../planning/plan-request'
import { constraintsOf, objectiveOf } from '../planning/plan-view'

export interface PlanToAllocate {
  id: string
  order: { id: number; number: string; datacenterId: number; demand: Demand }
  objective: Objective
  constraints: Constraints
  includeWarehouse: boolean
  /** In plan order. */
  serverIds: number[]
  /** Of each server, the index of the line that it serves; null for totals. */
  lines: (number | null)[]
  /** Where they stand. */
  slots: Slot[]
}

interface PlanRow {
  id: string
  status: string
  objective: string
  constraints: Prisma.JsonValue
  includeWarehouse: boolean
  serverIds: number[]
  lines: (number | null)[]
  slots: Slot[] | null
  order: { cpuCores: number; ramGb: number; nvmeGb: number; lines: DemandLine[] }
}

/**
 * The current plan of a locked order, or the one that was asked for if it is still current. Throws `no-plan`,
 * `plan-superseded`, or `not-found` for a plan of another order.
 */
export async function planToAllocate(
  tx: TxCtx,
  order: { id: number; number: string; datacenterId: number },
  planId: string | undefined,
): Promise<PlanToAllocate> {
  const wanted = planId === undefined ? Prisma.sql`p.status = 'current'` : Prisma.sql`p.id = ${planId}::uuid`
  const [plan] = await tx.db.$queryRaw<PlanRow[]>`
    SELECT p.id::text AS id, p.status::text AS status, p.objective, p.constraints, p.include_warehouse AS "includeWarehouse",
      i.servers AS "serverIds", i.lines, i.slots,
      jsonb_build_object('cpuCores', o.cpu_cores, 'ramGb', o.ram_gb, 'nvmeGb', o.nvme_gb, 'lines', (
        SELECT COALESCE(jsonb_agg(jsonb_build_object('count', l.count, 'minCpuCores', l.min_cpu_cores,
          'minRamGb', l.min_ram_gb, 'minNvmeGb', l.min_nvme_gb) ORDER BY l.position), '[]')
        FROM order_lines l WHERE l.order_id = o.id)) AS "order"
    FROM allocation_plans p JOIN orders o ON o.id = p.order_id
    CROSS JOIN LATERAL (
      SELECT array_agg(item.server_id ORDER BY item.position) AS servers, jsonb_agg(l.position ORDER BY item.position) AS lines,
        jsonb_agg(jsonb_build_object('rackId', s.rack_id, 'modelId', s.model_id, 'firmwareAtTarget', s.firmware_at_target,
          'count', 1)) FILTER (WHERE s.rack_id IS NOT NULL) AS slots
      FROM plan_items item JOIN servers s ON s.id = item.server_id LEFT JOIN order_lines l ON l.id = item.line_id
      WHERE item.plan_id = p.id
    ) i
    WHERE p.order_id = ${order.id} AND ${wanted}`
  if (plan === undefined) {
    if (planId !== undefined) throw notFound('plan', planId)
    throw conflict('no-plan', `Order ${order.number} has no plan: plan it first.`)
  }
  if (plan.status !== 'current') {
    throw conflict('plan-superseded', `Order ${order.number} was planned again or its plan was dropped meanwhile.`)
  }
  const { id, number, datacenterId } = order
  return {
    id: plan.id,
    order: { id, number, datacenterId, demand: demandOf(plan.order) },
    objective: objectiveOf(plan),
    constraints: constraintsOf(plan),
    includeWarehouse: plan.includeWarehouse,
    serverIds: plan.serverIds,
    lines: plan.lines,
    slots: plan.slots ?? [],
  }
}

/** Do the servers, as their models are now, still cover what the order asks? `servers` in plan order. */
export function stillCovers(plan: PlanToAllocate, servers: readonly ServerFacts[]): boolean {
  const { demand } = plan.order
  const capacities = servers.map(({ cpuCores, ramGb, nvmeGb }) => ({
    cpuCores: cpuCores ?? 0,
    ramGb: ramGb ?? 0,
    nvmeGb: nvmeGb ?? 0,
  }))
  if (demand.kind === 'totals') return covers(sumCapacity(capacities), askedOf(demand))
  return capacities.every((capacity, index) => {
    const asked = demand.lines[plan.lines[index] ?? -1]
    return asked !== undefined && covers(capacity, shapeOf(asked))
  })
}
