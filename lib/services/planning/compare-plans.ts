import type { PlanComparison } from '../../contracts/planning/plan'
import type { Ctx } from '../../db/context'
import { Prisma } from '../../db/generated/client'
import { notFound } from '../../domain/errors'
import { usableSupply } from '../../domain/planning/exact-planner'
import { OBJECTIVES, type PlanOutcome } from '../../domain/planning/plan'
import { authorize } from '../access/authorize'
import { computePlan } from './compute-plan'
import { explainElsewhere } from './explain-elsewhere'
import { infeasiblePlan, inWords } from './infeasible-plan'
import { demandOf, type PlanReader, type PlanRequest } from './plan-request'
import { plainConstraints, toFreshPlan } from './plan-view'
import { readOpenQuestion } from './read-open-question'

/**
 * Every objective and greedy side by side, over one view of the inventory; saves nothing. Throws `infeasible` (422) as
 * planning would where not even the fewest servers can be found.
 */
export async function comparePlans(
  ctx: Ctx,
  input: Omit<PlanRequest, 'objective'> & { number: string },
): Promise<PlanComparison> {
  const { constraints, includeWarehouse } = input
  const order = await ctx.db.order.findFirst({
    where: { number: input.number },
    select: {
      number: true,
      datacenterId: true,
      cpuCores: true,
      ramGb: true,
      nvmeGb: true,
      lines: {
        select: { count: true, minCpuCores: true, minRamGb: true, minNvmeGb: true },
        orderBy: { position: 'asc' },
      },
    },
  })
  if (order === null) throw notFound('order', input.number)
  authorize(ctx, 'planning.plan-order', order.datacenterId)
  const planned = { datacenterId: order.datacenterId, demand: demandOf(order) }
  const { outcomes, counts } = await ctx.db.$transaction(
    async (db) => {
      const reader: PlanReader = { db, clock: ctx.clock }
      const found: { objective: PlanRequest['objective']; outcome: PlanOutcome; tookMs: number }[] = []
      for (const objective of OBJECTIVES) {
        const since = performance.now()
        const outcome = await computePlan(reader, planned, { objective, constraints, includeWarehouse })
        found.push({ objective, outcome, tookMs: Math.round(performance.now() - since) })
        if (objective === 'fewest-servers' && outcome.kind === 'infeasible') break
      }
      const question = await readOpenQuestion(reader, planned, {
        objective: 'fewest-servers',
        constraints,
        includeWarehouse,
      })
      const free = (classes: readonly { free: number }[]) => classes.reduce((sum, of) => sum + of.free, 0)
      return {
        outcomes: found,
        counts: { free: free(question.supply.classes), usable: free(usableSupply(question).supply.classes) },
      }
    },
    // One snapshot for all of them, or the columns would not compare.
    { isolationLevel: Prisma.TransactionIsolationLevel.RepeatableRead, timeout: 30_000, maxWait: 10_000 },
  )
  const [first] = outcomes
  if (first?.outcome.kind === 'infeasible') {
    const changes = await explainElsewhere(ctx, planned, { ...input, objective: 'fewest-servers' })
    throw infeasiblePlan(order.number, constraints, first.outcome, changes)
  }
  return {
    order: order.number,
    constraints: plainConstraints(constraints),
    includeWarehouse,
    ...counts,
    plans: outcomes.map(({ objective, outcome, tookMs }) => {
      const isFound = outcome.kind === 'feasible'
      return {
        objective,
        plan: isFound ? toFreshPlan(order.number, { ...input, objective }, outcome, tookMs) : null,
        infeasible: isFound ? null : inWords(outcome),
        leftOut: outcome.leftOut.map(({ model, missing }) => ({ model, missing })),
      }
    }),
  }
}
