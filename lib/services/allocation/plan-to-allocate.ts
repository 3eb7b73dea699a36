import type { TxCtx } from '../../db/context'
import { Prisma } from '../../db/generated/client'
import { conflict, notFound } from '../../domain/errors'
import { covers, sumCapacity } from '../../domain/planning/composite-score'
import { askedOf, type Constraints, type Demand, type Objective, shapeOf } from '../../domain/planning/plan'
import type { Slot } from '../planning/claims'
import { SERVER_FACTS, type ServerFacts } from '../planning/load-server-facts'
import type { OrderRow } from '../planning/order-view'
import { demandOf } from '../planning/plan-request'
import { constraintsOf, objectiveOf } from '../planning/plan-view'

export interface PlanToAllocate {
  id: string
  order: { number: string; datacenterId: number; demand: Demand }
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

type PlanRow = ServerFacts & {
  plan: string
  planStatus: string
  objective: string
  constraints: Prisma.JsonValue
  includeWarehouse: boolean
  line: number | null
  rackId: number | null
  modelId: number | null
}

/**
 * The current plan of a locked order, or the one that was asked for if it is still current, and its servers in plan order as
 * they are at this moment. Throws `no-plan`, `plan-superseded`, or `not-found` for a plan of another order.
 */
export async function planToAllocate(
  tx: TxCtx,
  order: OrderRow,
  planId: string | undefined,
): Promise<{ plan: PlanToAllocate; servers: ServerFacts[] }> {
  const wanted = planId === undefined ? Prisma.sql`p.status = 'current'` : Prisma.sql`p.id = ${planId}::uuid`
  // The items apart: nine tables in one join would take longer to plan than to read.
  const servers = await tx.db.$queryRaw<PlanRow[]>`
    WITH items AS MATERIALIZED (
      SELECT p.id::text AS plan, p.status::text AS status, p.objective, p.constraints,
        p.include_warehouse AS "includeWarehouse", item.server_id, item.position, l.position AS line
      FROM allocation_plans p JOIN plan_items item ON item.plan_id = p.id LEFT JOIN order_lines l ON l.id = item.line_id
      WHERE p.order_id = ${order.id} AND ${wanted}
    )
    SELECT items.plan, items.status AS "planStatus", items.objective, items.constraints, items."includeWarehouse", items.line,
      s.rack_id AS "rackId", s.model_id AS "modelId", ${SERVER_FACTS.columns}
    FROM items JOIN servers s ON s.id = items.server_id ${SERVER_FACTS.joins}
    ORDER BY items.position`
  const [first] = servers
  if (first === undefined) {
    if (planId !== undefined) throw notFound('plan', planId)
    throw conflict('no-plan', `Order ${order.number} has no plan: plan it first.`)
  }
  if (first.planStatus !== 'current') {
    throw conflict('plan-superseded', `Order ${order.number} was planned again or its plan was dropped meanwhile.`)
  }
  const { number, datacenterId } = order
  const plan = {
    id: first.plan,
    order: { number, datacenterId, demand: demandOf(order) },
    objective: objectiveOf(first),
    constraints: constraintsOf(first),
    includeWarehouse: first.includeWarehouse,
    serverIds: servers.map((server) => server.id),
    lines: servers.map(({ line }) => line),
    slots: servers.flatMap(slotOf),
  }
  return { plan, servers }
}

function slotOf({ rackId, modelId, firmwareAtTarget }: PlanRow): Slot[] {
  return rackId === null || modelId === null ? [] : [{ rackId, modelId, firmwareAtTarget, count: 1 }]
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
