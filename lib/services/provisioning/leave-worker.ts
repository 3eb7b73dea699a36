import type { Ctx } from '../../db/context'

/** A worker that stops in order is no longer listed. */
export async function leaveWorker(ctx: Ctx, input: { id: string }): Promise<void> {
  await ctx.db.worker.deleteMany({ where: { id: input.id } })
}
