import type { Ctx } from '../../db/context'
import { type Lease, underLease } from './under-lease'

/** What the hardware calls the flash of this group. */
export async function recordFlash(ctx: Ctx, input: { lease: Lease; group: number; task: string }): Promise<void> {
  const { lease, group, task } = input
  await underLease(ctx, lease, async (tx) => {
    await tx.db.firmwareHop.updateMany({ where: { jobId: lease.jobId, group, status: 'RUNNING' }, data: { task } })
  })
}
