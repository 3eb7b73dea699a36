import type { Ctx } from '../../db/context'

/** Ended jobs whose disc or boot override may still be in their servers. BMC credentials included: stays in the worker. */
export async function listDirtyBoots(ctx: Ctx, input: { limit: number }) {
  return ctx.db.provisionJob.findMany({
    where: {
      ...{ bootDirty: true, status: { in: ['SUCCESS', 'FAILED', 'CANCELLED'] } },
      // A scrapped server answers no more.
      server: { state: { not: 'DECOMMISSIONED' } },
    },
    select: {
      id: true,
      server: {
        select: {
          ...{ id: true, barcode: true, bmcDriver: true, bmcAddress: true },
          ...{ bmcUsername: true, bmcPassword: true, bmcTls: true },
        },
      },
    },
    orderBy: { updatedAt: 'asc' },
    take: input.limit,
  })
}
