import type { Ctx } from '../../db/context'
import { announceProgress } from './announce-progress'
import { type Lease, underLease } from './under-lease'

/** Before a flash is asked for: the hops of the group, flashed together, are running from now on. */
export async function startHops(ctx: Ctx, input: { lease: Lease; group: number }): Promise<void> {
  const { lease, group } = input
  await underLease(ctx, lease, async (tx) => {
    await tx.db.firmwareHop.updateMany({
      where: { jobId: lease.jobId, group, status: 'PENDING' },
      data: { status: 'RUNNING', startedAt: tx.clock() },
    })
    await announceProgress(tx, lease)
  })
}
