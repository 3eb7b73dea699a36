import { randomUUID } from 'node:crypto'
import type { PlanView } from '../../contracts/planning/plan'
import type { TxCtx } from '../../db/context'
import { Prisma } from '../../db/generated/client'
import type { OrderState } from '../../domain/order-state'
import { type AuditRecord, announcements, auditRows } from '../audit/record-audit'
import type { PlanRequest } from './plan-request'
import { type FeasibleOutcome, leftOutOf, plainConstraints, proofOf, toFreshPlan, viewTotals } from './plan-view'

const ACTION = 'planning.plan-order'

/** As it was read. */
export interface PlannableOrder {
  id: number
  number: string
  status: OrderState
  datacenterId: number
  version: number
}

export interface SolvedPlan {
  outcome: FeasibleOutcome
  tookMs: number
}

/**
 * Saves a plan as the current one of an order that may be PLANNED, if its row is still at the version that was read: the
 * plan before is superseded, the order is PLANNED, both audited. Null, with nothing saved, where the row has changed.
 */
export async function savePlan(
  tx: TxCtx,
  order: PlannableOrder & { lineIds: readonly number[] },
  request: PlanRequest,
  { outcome, tookMs }: SolvedPlan,
): Promise<PlanView | null> {
  const id = randomUUID()
  const createdAt = tx.clock()
  const audits = auditsOf(order, id, request, outcome)
  const saved = Prisma.sql`EXISTS (SELECT 1 FROM saved)`
  const rows = await tx.db.$queryRaw<{ id: string }[]>`
    WITH planned AS (
      UPDATE orders SET status = 'PLANNED', version = version + 1, updated_at = ${createdAt}::timestamptz,
        status_since = CASE WHEN status = 'PLANNED' THEN status_since ELSE ${createdAt}::timestamptz END
      WHERE id = ${order.id} AND version = ${order.version}
      RETURNING id
    ), before AS (
      UPDATE allocation_plans SET status = 'superseded'
      WHERE order_id IN (SELECT id FROM planned) AND status IN ('current', 'allocated')
      RETURNING id
    ), saved AS (
      INSERT INTO allocation_plans (id, order_id, objective, constraints, include_warehouse, method, proof, value, bound, totals,
        left_out, exact, took_ms, created_by, created_at)
      SELECT ${id}::uuid, planned.id, ${request.objective}::text, ${json(plainConstraints(request.constraints))},
        ${request.includeWarehouse}::boolean, ${outcome.method}::text, ${outcome.proof}::text, ${outcome.value}::bigint,
        ${outcome.bound}::bigint, ${json(viewTotals(outcome.totals))}, ${json(leftOutOf(outcome))}, ${json(proofOf(outcome))},
        ${tookMs}::int, ${tx.actor.name}::text, ${createdAt}::timestamptz
      -- The count is read, so that those before go first: there is one current plan at every moment.
      FROM planned, (SELECT count(*) FROM before) AS superseded
      RETURNING id
    ), items AS (
      INSERT INTO plan_items (plan_id, server_id, position, line_id, rack_code, u)
      SELECT saved.id, item.server_id, item.position, item.line_id, item.rack_code, item.u
      FROM saved, jsonb_to_recordset(${json(itemsOf(order, outcome))})
        AS item (server_id int, position int, line_id int, rack_code text, u int)
    ), audited AS (${auditRows(tx, audits, saved)}
    ), announced AS (${announcements(audits, saved)})
    SELECT id::text AS id, (SELECT count(*)::int FROM announced) AS announced FROM saved`
  if (rows.length === 0) return null
  return {
    ...toFreshPlan(order.number, request, outcome, tookMs),
    id,
    status: 'current',
    createdBy: tx.actor.name,
    createdAt: createdAt.toISOString(),
  }
}

function auditsOf(
  order: PlannableOrder,
  planId: string,
  request: PlanRequest,
  outcome: FeasibleOutcome,
): AuditRecord[] {
  const { number, status, datacenterId } = order
  const plan: AuditRecord = {
    action: ACTION,
    entity: 'plan',
    key: planId,
    to: 'current',
    datacenterId,
    detail: { order: number, objective: request.objective, servers: outcome.totals.servers },
  }
  if (status === 'PLANNED') return [plan]
  const detail = { plan: planId }
  return [{ action: ACTION, entity: 'order', key: number, from: status, to: 'PLANNED', datacenterId, detail }, plan]
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
