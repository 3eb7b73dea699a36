import type { Conflict } from '../../contracts/planning/order'
import type { FreshPlan } from '../../contracts/planning/plan'
import type { Ctx } from '../../db/context'
import { isAppError } from '../../domain/errors'
import { computePlan } from '../planning/compute-plan'
import { toFreshPlan } from '../planning/plan-view'
import { AllocationConflict } from './allocation-conflict'
import type { PlanToAllocate } from './plan-to-allocate'
import { swapLost } from './swap-lost'

/**
 * For `.catch` of an allocation: adds to a conflict the plan that would be made now, where there is one. Not saved, and not
 * held: by the time it is asked for, that too may be gone.
 */
export async function withFreshPlan(ctx: Ctx, error: unknown): Promise<never> {
  if (!(error instanceof AllocationConflict)) throw error
  const { plan } = error
  const conflicts = error.conflicts.length > 0 ? error.conflicts : await holdersOf(ctx, plan)
  const freshPlan = (await swapLost(ctx, error)) ?? (await planAgain(ctx, plan))
  throw new AllocationConflict(plan.order.number, plan, conflicts, freshPlan === null ? {} : { freshPlan })
}

/** Null where there is none, and where the free servers change too fast to say. */
async function planAgain(ctx: Ctx, plan: PlanToAllocate): Promise<FreshPlan | null> {
  const since = performance.now()
  const outcome = await computePlan(ctx, plan.order, plan).catch((error: unknown) => {
    if (isAppError(error) && error.code === 'conflict') return null
    throw error
  })
  const tookMs = Math.round(performance.now() - since)
  return outcome?.kind === 'feasible' ? toFreshPlan(plan.order.number, plan, outcome, tookMs) : null
}

/** The active allocations of the plan's servers, for when only the database's own constraint knew of them. */
async function holdersOf(ctx: Ctx, plan: PlanToAllocate): Promise<Conflict[]> {
  const held = await ctx.db.allocation.findMany({
    where: { serverId: { in: plan.serverIds }, status: 'ACTIVE' },
    select: { server: { select: { barcode: true, state: true } }, order: { select: { number: true } } },
    orderBy: { serverId: 'asc' },
  })
  return held.map(({ server, order }) => ({
    barcode: server.barcode,
    state: server.state,
    order: order.number,
    reason: `Order ${order.number} holds it.`,
  }))
}
