import type { Ctx } from '../../db/context'

/** Gives back what `leaseBmc` gave, before its time; one that ran out may be somebody else's by now, and stays. */
export async function endBmcLease(ctx: Ctx, input: { serverId: number; until: Date }): Promise<void> {
  const { serverId, until } = input
  await ctx.db.server.updateMany({ where: { id: serverId, bmcLeaseUntil: until }, data: { bmcLeaseUntil: null } })
}
