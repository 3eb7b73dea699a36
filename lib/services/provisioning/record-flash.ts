import type { Ctx } from '../../db/context'
import { type Lease, underLease } from './under-lease'

/**
 * How far a hop's flash is: what the hardware calls its task (empty: it gives none to follow), then that the task has ended
 * well, then which half of the restart is about to be asked for. The version is read back after all of it.
 */
export async function recordFlash(
  ctx: Ctx,
  input: { lease: Lease; positions: readonly number[] } & (
    | { task: string }
    | { flashed: true }
    | { restart: 'off' | 'on' }
  ),
): Promise<void> {
  const { lease, positions } = input
  await underLease(ctx, lease, async (tx) => {
    await tx.db.firmwareHop.updateMany({
      where: { jobId: lease.jobId, position: { in: [...positions] }, status: 'RUNNING' },
      data:
        'task' in input
          ? { task: input.task }
          : 'flashed' in input
            ? { flashedAt: tx.clock() }
            : { restart: input.restart },
    })
  })
}
