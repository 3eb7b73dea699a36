import type { Ctx } from '../../db/context'

/** How to reach the BMC of a server whose power is to change; null when it has none any more. Stays in the worker. */
export async function readPowerTarget(ctx: Ctx, input: { serverId: number }) {
  const server = await ctx.db.server.findUnique({
    where: { id: input.serverId },
    select: {
      ...{ barcode: true, state: true, bmcDriver: true, bmcAddress: true },
      ...{ bmcUsername: true, bmcPassword: true, bmcTls: true },
    },
  })
  if (server === null || server.bmcDriver === null || server.bmcAddress === null) return null
  return { ...server, bmcDriver: server.bmcDriver, bmcAddress: server.bmcAddress }
}
