import type { Ctx } from '../../db/context'

/** Gives back what `leaseBmc` gave, before its time. */
export async function endBmcLease(ctx: Ctx, input: { serverId: number }): Promise<void> {
  await ctx.db.server.updateMany({ where: { id: input.serverId }, data: { bmcLeaseUntil: null } })
}
