import type { Ctx } from '../../db/context'

const FORGOTTEN_AFTER_MS = 24 * 3_600_000

/** A worker says that it is there; those that said nothing for a day are forgotten. */
export async function beatWorker(ctx: Ctx, input: { id: string; name: string }): Promise<void> {
  const beatAt = ctx.clock()
  await ctx.db.worker.upsert({
    where: { id: input.id },
    create: { ...input, startedAt: beatAt, beatAt },
    update: { beatAt },
  })
  await ctx.db.worker.deleteMany({ where: { beatAt: { lt: new Date(beatAt.getTime() - FORGOTTEN_AFTER_MS) } } })
}
