import type { Ctx } from '../../db/context'

/** Nothing of an ended job is left in its server's BMC; `tidied` false: it was tried, and others get their turn first. */
export async function recordTidied(ctx: Ctx, input: { jobId: string; tidied: boolean }): Promise<void> {
  await ctx.db.provisionJob.updateMany({
    where: { id: input.jobId, status: { in: ['SUCCESS', 'FAILED', 'CANCELLED'] } },
    data: input.tidied ? { bootDirty: false } : { updatedAt: ctx.clock() },
  })
}
