import type { PlanView } from '../../contracts/planning/plan'
import { type Ctx, inTransaction, type TxCtx } from '../../db/context'
import { illegalTransition, notFound } from '../../domain/errors'
import { type OrderState, orderMachine } from '../../domain/order-state'
import type { PlanOutcome } from '../../domain/planning/plan'
import { authorize } from '../access/authorize'
import { Claims } from './claims'
import { computePlan } from './compute-plan'
import { explainElsewhere } from './explain-elsewhere'
import { giveBackServers } from './give-back-servers'
import { infeasiblePlan } from './infeasible-plan'
import { loadOrders } from './load-orders'
import { demandOf, type PlannedOrder, type PlanReader, type PlanRequest } from './plan-request'
import { type PlannableOrder, type SolvedPlan, savePlan } from './save-plan'

const ACTION = 'planning.plan-order'

/**
 * Plans an order, again if it was planned: the plan before is superseded, and what an allocated order held is given back
 * first. All or nothing: when it is infeasible (422 with the shortfall and what would do) the order keeps what it had. A plan
 * holds nothing, so it is worked out before the order is locked; only an order that holds servers is planned under its lock,
 * as these are free for it alone.
 */
export async function planOrder(ctx: Ctx, input: PlanRequest & { number: string }): Promise<PlanView> {
  const [order] = await loadOrders(ctx, { number: input.number })
  if (order === undefined) throw notFound('order', input.number)
  authorize(ctx, ACTION, order.datacenterId)
  refuseUnlessPlannable(order)
  const planned: PlannedOrder = { datacenterId: order.datacenterId, demand: demandOf(order) }
  const claims = new Claims(order.number)
  try {
    const found = order.status === 'ALLOCATED' ? null : await solve({ ...ctx, claims }, planned, input)
    const save = (tx: TxCtx, current: PlannableOrder, solved: SolvedPlan) =>
      savePlan(tx, { ...current, lineIds: order.lines.map(({ id }) => id) }, input, solved)
    // Most often nobody has touched the order meanwhile, and one statement sees and saves.
    const saved = found === null ? null : await inTransaction(ctx, (tx) => save(tx, order, found))
    return saved ?? (await inTransaction(ctx, (tx) => planLocked(tx, order, planned, input, found, save)))
  } catch (error) {
    if (!(error instanceof NoPlan)) throw error
    const changes = input.objective === 'greedy' ? null : await explainElsewhere(ctx, planned, input)
    throw infeasiblePlan(order.number, input.constraints, error.outcome, changes)
  } finally {
    claims.end({ linger: true })
  }
}

/** Leaves the transaction, which takes back what it gave back; the answer is worked out outside. */
class NoPlan extends Error {
  readonly outcome: Extract<PlanOutcome, { kind: 'infeasible' }>

  constructor(outcome: Extract<PlanOutcome, { kind: 'infeasible' }>) {
    super('There is no plan.')
    this.outcome = outcome
  }
}

async function solve(ctx: PlanReader, order: PlannedOrder, request: PlanRequest): Promise<SolvedPlan> {
  const since = performance.now()
  const outcome = await computePlan(ctx, order, request)
  if (outcome.kind === 'infeasible') throw new NoPlan(outcome)
  return { outcome, tookMs: Math.round(performance.now() - since) }
}

/** The order was allocated, or changed meanwhile: under its lock, with what an allocated one gives back. */
async function planLocked(
  tx: TxCtx,
  order: PlannableOrder,
  planned: PlannedOrder,
  request: PlanRequest,
  found: SolvedPlan | null,
  save: (tx: TxCtx, current: PlannableOrder, solved: SolvedPlan) => Promise<PlanView | null>,
): Promise<PlanView> {
  const [row] = await tx.db.$queryRaw<Pick<PlannableOrder, 'status' | 'version'>[]>`
    SELECT status::text AS status, version FROM orders WHERE id = ${order.id} FOR UPDATE`
  if (row === undefined) throw notFound('order', order.number)
  const current = { ...order, ...row }
  refuseUnlessPlannable(current)
  const gaveBack = row.status === 'ALLOCATED'
  if (gaveBack) await giveBackAll(tx, order.id)
  const saved = await save(tx, current, gaveBack || found === null ? await solve(tx, planned, request) : found)
  if (saved === null) throw new Error(`Order ${order.number} changed under its lock`)
  return saved
}

function refuseUnlessPlannable({ number, status }: { number: string; status: OrderState }): void {
  if (status === 'PLANNED' || orderMachine.canGo(status, 'PLANNED')) return
  throw illegalTransition('order', number, status, 'PLANNED', orderMachine.allowed(status))
}

async function giveBackAll(tx: TxCtx, orderId: number): Promise<void> {
  const held = await tx.db.allocation.findMany({ where: { orderId, status: 'ACTIVE' }, select: { serverId: true } })
  const serverIds = held.map(({ serverId }) => serverId)
  await giveBackServers(tx, { serverIds, action: ACTION, reason: 'The order is planned anew.' })
}
