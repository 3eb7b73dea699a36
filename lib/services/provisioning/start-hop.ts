import type { Ctx } from '../../db/context'
import { announceProgress } from './announce-progress'
import { type Lease, underLease } from './under-lease'

/**
 * Before a flash is asked for: its hop is running from now on.
 * @param input.tasks those that the BMC knows already: the one that comes is this hop's. null: it keeps none
 */
export async function startHop(
  ctx: Ctx,
  input: { lease: Lease; position: number; tasks: string[] | null },
): Promise<void> {
  const { lease, position, tasks } = input
  await underLease(ctx, lease, async (tx) => {
    await tx.db.firmwareHop.updateMany({
      where: { jobId: lease.jobId, position, status: { in: ['PENDING', 'RUNNING'] } },
      data: { status: 'RUNNING', startedAt: tx.clock(), intent: { tasks }, task: null },
    })
    await announceProgress(tx, lease)
  })
}
