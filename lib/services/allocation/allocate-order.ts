import type { OrderView } from '../../contracts/planning/order'
import { type Ctx, inTransaction, type TxCtx } from '../../db/context'
import { violates } from '../../db/database-error'
import { lockServers } from '../../db/locks'
import { conflict, illegalTransition, notFound } from '../../domain/errors'
import { orderMachine } from '../../domain/order-state'
import { serverMachine } from '../../domain/server-state'
import { authorize } from '../access/authorize'
import { type AuditRecord, announcements, auditRows } from '../audit/record-audit'
import { applyOrderTransition } from '../planning/apply-order-transition'
import { Claims } from '../planning/claims'
import { loadOrders } from '../planning/load-orders'
import { loadServerFacts, type ServerFacts } from '../planning/load-server-facts'
import { type OrderRow, toOrderView } from '../planning/order-view'
import { AllocationConflict, conflictsOf } from './allocation-conflict'
import { type PlanToAllocate, planToAllocate, stillCovers } from './plan-to-allocate'
import { withFreshPlan } from './with-fresh-plan'

const ACTION = 'allocation.allocate-order'

/**
 * Promises the servers of an order's current plan to it: all or none. Throws `allocation-conflict` (409) that names each
 * lost server and who holds it, with a fresh plan (computed, not saved) where there is one; `no-plan`, `plan-superseded`,
 * or `illegal-transition` for an order that is allocated already.
 */
export async function allocateOrder(
  ctx: Ctx,
  input: { number: string; planId?: string | undefined },
): Promise<OrderView> {
  const claims = new Claims(input.number)
  const attempt = inTransaction(ctx, async (tx) => {
    const [order] = await loadOrders(tx, { number: input.number, lock: true })
    if (order === undefined) throw notFound('order', input.number)
    authorize(tx, ACTION, order.datacenterId)
    if (order.status !== 'DRAFT' && !orderMachine.canGo(order.status, 'ALLOCATED')) {
      throw illegalTransition('order', order.number, order.status, 'ALLOCATED', orderMachine.allowed(order.status))
    }
    const plan = await planToAllocate(tx, order, input.planId)
    claims.claim(plan.slots)
    const servers = await lockedFacts(tx, plan)
    const conflicts = conflictsOf(servers, plan, { datacenterId: order.datacenterId, now: tx.clock() })
    if (conflicts.length > 0) throw new AllocationConflict(order.number, plan, conflicts, { servers })
    if (!stillCovers(plan, servers)) {
      throw conflict('plan-superseded', 'A model in this plan was changed, and the plan no longer covers the order.')
    }
    const at = tx.clock()
    await promise(tx, plan, servers, at)
    const detail = { plan: plan.id }
    await applyOrderTransition(tx, { orderId: order.id, to: 'ALLOCATED', action: ACTION, at, detail, locked: order })
    return toOrderView(allocated(order, plan, servers, at))
  })
  // The locks are gone by the time the fresh plan is computed: nobody waits for the advice that a loser gets.
  return attempt.finally(() => claims.end({ linger: false })).catch((error: unknown) => withFreshPlan(ctx, error))
}

/** In plan order. Read after the lock, so that it shows who won while we waited. */
async function lockedFacts(tx: TxCtx, plan: PlanToAllocate): Promise<ServerFacts[]> {
  await lockServers(tx, plan.serverIds)
  const facts = await loadServerFacts(tx, plan.serverIds)
  const byId = new Map(facts.map((server) => [server.id, server]))
  return plan.serverIds.flatMap((id) => byId.get(id) ?? [])
}

/** The order as it stands now: all that changed was changed here. */
function allocated(order: OrderRow, plan: PlanToAllocate, servers: readonly ServerFacts[], at: Date): OrderRow {
  const promised = [...servers].sort((a, b) => a.id - b.id)
  return {
    ...order,
    status: 'ALLOCATED',
    plan: plan.id,
    allocations: [
      ...order.allocations,
      ...promised.map(({ barcode }) => ({ status: 'ACTIVE' as const, planId: plan.id, barcode })),
    ],
    statusSince: at,
    updatedAt: at,
    version: order.version + 1,
  }
}

async function promise(tx: TxCtx, plan: PlanToAllocate, servers: readonly ServerFacts[], now: Date): Promise<void> {
  const { id: orderId } = plan.order
  const audits: AuditRecord[] = [
    ...servers.map(({ barcode, state, datacenterId }) => ({
      action: ACTION,
      entity: 'server' as const,
      key: barcode,
      from: state,
      to: 'ALLOCATED',
      datacenterId,
      detail: { order: plan.order.number },
    })),
    { action: ACTION, entity: 'plan', key: plan.id, from: 'current', to: 'allocated' },
  ]
  const rows = await tx.db.$queryRaw<{ promised: number }[]>`
    WITH promised AS (
      UPDATE servers SET state = 'ALLOCATED', order_id = ${orderId}, version = version + 1, updated_at = ${now}
      WHERE id = ANY(${plan.serverIds}::int[]) AND state::text = ANY(${[...serverMachine.sources('ALLOCATED')]}::text[])
        AND order_id IS NULL
      RETURNING id
    ), allocated AS (
      INSERT INTO allocations (order_id, server_id, plan_id, created_at)
      SELECT ${orderId}::int, id, ${plan.id}::uuid, ${now}::timestamptz FROM promised ORDER BY id
    ), planned AS (
      UPDATE allocation_plans SET status = 'allocated' WHERE id = ${plan.id}::uuid
    ), audited AS (${auditRows(tx, audits)}
    ), announced AS (${announcements(audits)})
    SELECT (SELECT count(*)::int FROM promised) AS promised, (SELECT count(*)::int FROM announced) AS announced`.catch(
    (error: unknown) => {
      // The database's last word: an allocation that the servers' rows did not show. Who holds it is looked up outside.
      if (violates(error, 'allocations_one_active_per_server'))
        throw new AllocationConflict(plan.order.number, plan, [])
      throw error
    },
  )
  if (rows[0]?.promised !== servers.length) {
    throw conflict('conflict', 'A server of the plan changed while it was allocated.')
  }
}
