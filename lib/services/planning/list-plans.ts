import type { Page } from '../../contracts/paging'
import type { PlanView } from '../../contracts/planning/plan'
import type { Ctx } from '../../db/context'
import { cutPage } from '../../db/cursor'
import { visible } from '../access/authorize'
import { afterUuid, createdKeys } from './created-cursor'
import { planSelect, toPlanView } from './plan-view'

/** Plans for orders of the datacenters that the actor may read, newest first. */
export async function listPlans(
  ctx: Ctx,
  input: {
    limit: number
    cursor?: string | undefined
    order?: readonly string[] | undefined
    status?: readonly PlanView['status'][] | undefined
  },
): Promise<Page<PlanView>> {
  const after = input.cursor === undefined ? undefined : afterUuid(input.cursor)
  const ids = visible(ctx, 'planning.read')
  const rows = await ctx.db.allocationPlan.findMany({
    where: {
      ...(ids === undefined && input.order === undefined
        ? {}
        : {
            order: {
              ...(ids === undefined ? {} : { datacenterId: ids }),
              ...(input.order === undefined ? {} : { number: { in: [...input.order] } }),
            },
          }),
      ...(input.status === undefined ? {} : { status: { in: [...input.status] } }),
      ...(after === undefined
        ? {}
        : {
            createdAt: { lte: after.createdAt },
            OR: [{ createdAt: { lt: after.createdAt } }, { id: { lt: after.id } }],
          }),
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: input.limit + 1,
    select: planSelect,
  })
  return cutPage(rows, input.limit, toPlanView, createdKeys)
}
