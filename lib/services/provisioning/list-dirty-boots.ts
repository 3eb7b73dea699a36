import type { Ctx } from '../../db/context'

/** Ended jobs whose disc or boot override may still be in their servers. BMC credentials included: stays in the worker. */
export async function listDirtyBoots(ctx: Ctx, input: { limit: number }) {
  // In words, not values: only then it is seen that the index of these few holds them all. A scrapped server answers no more.
  const dirty = await ctx.db.$queryRaw<{ id: string }[]>`
    SELECT j.id::text AS id FROM provision_jobs j JOIN servers s ON s.id = j.server_id
    WHERE j.boot_dirty AND j.status IN ('SUCCESS', 'FAILED', 'CANCELLED') AND s.state <> 'DECOMMISSIONED'
    ORDER BY j.updated_at LIMIT ${input.limit}`
  return ctx.db.provisionJob.findMany({
    where: { id: { in: dirty.map(({ id }) => id) } },
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
  })
}
