import type { PlanView } from '../../contracts/planning/plan'
import type { TxCtx } from '../../db/context'
import { Prisma } from '../../db/generated/client'
import type { OrderState } from '../../domain/order-state'
import { recordAudits } from '../audit/record-audit'
import type { PlanRequest } from './plan-request'
import { type FeasibleOutcome, leftOutOf, plainConstraints, proofOf, toFreshPlan, viewTotals } from './plan-view'

const ACTION = 'planning.plan-order'

export interface SolvedPlan {
  outcome: FeasibleOutcome
  tookMs: number
}

/**
 * Saves a plan as the current one of an order whose row is locked and may be PLANNED: the one before is superseded, the
 * order is PLANNED, both audited.
 */
export async function savePlan(
  tx: TxCtx,
  order: { id: number; number: string; status: OrderState; datacenterId: number; lineIds: readonly number[] },
  request: PlanRequest,
  { outcome, tookMs }: SolvedPlan,
): Promise<PlanView> {
  const fresh = toFreshPlan(order.number, request, outcome, tookMs)
  const createdAt = tx.clock()
  const rows = await tx.db.$queryRaw<{ id: string }[]>`
    WITH before AS (
      UPDATE allocation_plans SET status = 'superseded' WHERE order_id = ${order.id} AND status IN ('current', 'allocated')
      RETURNING id
    ), saved AS (
      INSERT INTO allocation_plans (order_id, objective, constraints, include_warehouse, method, proof, value, bound, totals,
        left_out, exact, took_ms, created_by, created_at)
      SELECT ${order.id}::int, ${request.objective}::text, ${json(plainConstraints(request.constraints))},
        ${request.includeWarehouse}::boolean, ${outcome.method}::text, ${outcome.proof}::text, ${outcome.value}::bigint,
        ${outcome.bound}::bigint, ${json(viewTotals(outcome.totals))}, ${json(leftOutOf(outcome))}, ${json(proofOf(outcome))},
        ${tookMs}::int, ${tx.actor.name}::text, ${createdAt}::timestamptz
      -- Read, so that it is written first: there is one current plan at every moment.
      FROM (SELECT count(*) FROM before) AS superseded
      RETURNING id
    ), items AS (
      INSERT INTO plan_items (plan_id, server_id, position, line_id, rack_code, u)
      SELECT saved.id, item.server_id, item.position, item.line_id, item.rack_code, item.u
      FROM saved, jsonb_to_recordset(${json(itemsOf(order, outcome))})
        AS item (server_id int, position int, line_id int, rack_code text, u int)
    ), planned AS (
      UPDATE orders SET status = 'PLANNED', version = version + 1, updated_at = ${createdAt},
        status_since = CASE WHEN status = 'PLANNED' THEN status_since ELSE ${createdAt} END
      WHERE id = ${order.id}
    )
    SELECT id FROM saved`
  const [saved] = rows
  if (saved === undefined) throw new Error(`The plan of order ${order.number} was not saved`)
  const { datacenterId } = order
  await recordAudits(tx, [
    ...(order.status === 'PLANNED'
      ? []
      : [
          {
            action: ACTION,
            entity: 'order' as const,
            key: order.number,
            from: order.status,
            to: 'PLANNED',
            datacenterId,
            detail: { plan: saved.id },
          },
        ]),
    {
      action: ACTION,
      entity: 'plan',
      key: saved.id,
      to: 'current',
      datacenterId,
      detail: { order: order.number, objective: request.objective, servers: outcome.totals.servers },
    },
  ])
  return {
    ...fresh,
    id: saved.id,
    status: 'current',
    createdBy: tx.actor.name,
    createdAt: createdAt.toISOString(),
  }
}

function itemsOf(order: { lineIds: readonly number[] }, outcome: FeasibleOutcome) {
  return outcome.items.map(({ serverId, rack, u, line }, position) => ({
    server_id: serverId,
    position,
    line_id: line === null ? null : (order.lineIds[line] ?? null),
    rack_code: rack,
    u,
  }))
}

function json(value: object | null): Prisma.Sql {
  return value === null ? Prisma.sql`NULL::jsonb` : Prisma.sql`${JSON.stringify(value)}::jsonb`
}
