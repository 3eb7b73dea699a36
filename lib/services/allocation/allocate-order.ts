import type { OrderView } from '../../contracts/planning/order'
import { type Ctx, inTransaction, type TxCtx } from '../../db/context'
import { violates } from '../../db/database-error'
import { Prisma } from '../../db/generated/client'
import { conflict, illegalTransition, notFound } from '../../domain/errors'
import { orderMachine } from '../../domain/order-state'
import { serverMachine } from '../../domain/server-state'
import { authorize } from '../access/authorize'
import { type AuditRecord, announcements, auditRows } from '../audit/record-audit'
import { moveOrder } from '../planning/apply-order-transition'
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
    const { plan, servers } = await planToAllocate(tx, order, input.planId)
    claims.claim(plan.slots)
    const promised = await promise(tx, order, plan, servers)
    return toOrderView(allocated(order, plan, promised))
  })
  // The locks are gone by the time the fresh plan is computed: nobody waits for the advice that a loser gets.
  return attempt.finally(() => claims.end({ linger: false })).catch((error: unknown) => withFreshPlan(ctx, error))
}

/**
 * Decided on what was read without a lock, and written only if none of the rows was changed since; the statement that finds
 * out leaves them locked, so that the second look is the last. A conflict does not wait: a server that somebody is giving back
 * at this very moment is still held. Returns the servers as they were promised.
 */
async function promise(
  tx: TxCtx,
  order: OrderRow,
  plan: PlanToAllocate,
  firstSeen: readonly ServerFacts[],
): Promise<Promised> {
  let servers = firstSeen
  for (let look = 1; look <= 2; look++) {
    const at = tx.clock()
    const conflicts = conflictsOf(servers, plan, { datacenterId: order.datacenterId, now: at })
    if (conflicts.length > 0) throw new AllocationConflict(order.number, plan, conflicts, { servers })
    if (!stillCovers(plan, servers)) {
      throw conflict('plan-superseded', 'A model in this plan was changed, and the plan no longer covers the order.')
    }
    if (await write(tx, order, plan, { servers, at })) return { servers, at }
    servers = inPlanOrder(plan, await loadServerFacts(tx, plan.serverIds))
  }
  throw conflict('conflict', 'A server of the plan changed while it was allocated.')
}

interface Promised {
  servers: readonly ServerFacts[]
  at: Date
}

function inPlanOrder(plan: PlanToAllocate, facts: readonly ServerFacts[]): ServerFacts[] {
  const byId = new Map(facts.map((server) => [server.id, server]))
  return plan.serverIds.flatMap((id) => byId.get(id) ?? [])
}

/** All of it or nothing, in one statement: false, with the servers' rows locked, where one of them is not as it was seen. */
async function write(tx: TxCtx, order: OrderRow, plan: PlanToAllocate, { servers, at }: Promised): Promise<boolean> {
  const audits: AuditRecord[] = [
    ...servers.map(({ barcode, state, datacenterId }) => ({
      action: ACTION,
      entity: 'server' as const,
      key: barcode,
      from: state,
      to: 'ALLOCATED',
      datacenterId,
      detail: { order: order.number },
    })),
    { action: ACTION, entity: 'plan', key: plan.id, from: 'current', to: 'allocated' },
    {
      action: ACTION,
      entity: 'order',
      key: order.number,
      from: order.status,
      to: 'ALLOCATED',
      datacenterId: order.datacenterId,
      detail: { plan: plan.id },
    },
  ]
  const same = Prisma.sql`(SELECT same FROM checked)`
  const ids = servers.map(({ id }) => id)
  const [done] = await tx.db.$queryRaw<{ promised: number; moved: number }[]>`
    WITH locked AS (
      -- In id order, as everybody locks them.
      SELECT id, xmin::text AS seen FROM servers WHERE id = ANY(${ids}::int[]) ORDER BY id FOR UPDATE
    ), checked AS (
      SELECT count(*) = ${servers.length} AS same
      FROM locked JOIN unnest(${ids}::int[], ${servers.map(({ seen }) => seen)}::text[]) AS read (id, seen) USING (id, seen)
    ), promised AS (
      UPDATE servers s SET state = 'ALLOCATED', order_id = ${order.id}, version = version + 1, updated_at = ${at}::timestamptz
      FROM locked WHERE s.id = locked.id AND ${same}
        AND s.state::text = ANY(${[...serverMachine.sources('ALLOCATED')]}::text[]) AND s.order_id IS NULL
      RETURNING s.id
    ), allocated AS (
      INSERT INTO allocations (order_id, server_id, plan_id, created_at)
      SELECT ${order.id}::int, id, ${plan.id}::uuid, ${at}::timestamptz FROM promised ORDER BY id
    ), planned AS (
      UPDATE allocation_plans SET status = 'allocated' WHERE id = ${plan.id}::uuid AND ${same}
    ), moved AS (${moveOrder(order, 'ALLOCATED', at, same)}
    ), audited AS (${auditRows(tx, audits, same)}
    ), announced AS (${announcements(audits, same)})
    SELECT (SELECT count(*)::int FROM promised) AS promised, (SELECT count(*)::int FROM moved) AS moved,
      (SELECT count(*)::int FROM announced) AS announced`.catch((error: unknown) => {
    // The database's last word: an allocation that the servers' rows did not show. Who holds it is looked up outside.
    if (violates(error, 'allocations_one_active_per_server')) throw new AllocationConflict(order.number, plan, [])
    throw error
  })
  if (done === undefined || done.promised === 0) return false
  if (done.promised === servers.length && done.moved === 1) return true
  throw conflict('conflict', 'A server of the plan changed while it was allocated.')
}

/**
 * The order as it stands now: all that changed was changed here. What its row's lock was waited for may have given servers
 * back, and what stands beside the row was read before: an order that can be allocated holds none.
 */
function allocated(order: OrderRow, plan: PlanToAllocate, { servers, at }: Promised): OrderRow {
  const inIdOrder = [...servers].sort((a, b) => a.id - b.id)
  return {
    ...order,
    status: 'ALLOCATED',
    plan: plan.id,
    allocations: [
      ...order.allocations.filter(({ status }) => status !== 'ACTIVE'),
      ...inIdOrder.map(({ barcode }) => ({ status: 'ACTIVE' as const, planId: plan.id, barcode })),
    ],
    statusSince: at,
    updatedAt: at,
    version: order.version + 1,
  }
}
