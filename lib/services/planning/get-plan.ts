import type { PlanView } from '../../contracts/planning/plan'
import type { Ctx } from '../../db/context'
import { notFound } from '../../domain/errors'
import { authorize } from '../access/authorize'
import { planSelect, toPlanView } from './plan-view'

export async function getPlan(ctx: Ctx, input: { id: string }): Promise<PlanView> {
  const row = await ctx.db.allocationPlan.findUnique({ where: { id: input.id }, select: planSelect })
  if (row === null) throw notFound('plan', input.id)
  authorize(ctx, 'planning.read', row.order.datacenterId)
  return toPlanView(row)
}
