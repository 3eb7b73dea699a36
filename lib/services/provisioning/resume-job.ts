import type { TxCtx } from '../../db/context'
import { conflict } from '../../domain/errors'
import { applyServerTransition } from '../inventory/apply-server-transition'
import { applyOrderTransition } from '../planning/apply-order-transition'
import type { LockedJob } from './locked-job'
import { reopenJob } from './reopen-job'

/**
 * A failed job waits again, and server and order are back where they were before it failed. All are locked. Throws
 * `conflict` while the order is being cancelled.
 */
export async function resumeJob(
  tx: TxCtx,
  job: LockedJob,
  input: { action: string; reason?: string; skip?: string },
): Promise<void> {
  if (job.kind === 'provision') {
    const order = await tx.db.order.findUniqueOrThrow({
      where: { id: job.orderId },
      select: { number: true, status: true, cancelRequestedAt: true },
    })
    // It would run to its end, and the cancel would wait for it.
    if (order.cancelRequestedAt !== null)
      throw conflict('conflict', `Order ${order.number} is being cancelled: its jobs are ending.`)
    const { action, reason } = input
    if (order.status === 'FAILED')
      await applyOrderTransition(tx, { orderId: job.orderId, to: 'PROVISIONING', from: ['FAILED'], action, reason })
    await applyServerTransition(tx, { serverId: job.serverId, to: 'PROVISIONING', from: ['ALLOCATED'], action, reason })
  }
  await reopenJob(tx, { jobId: job.id, inWave: false, ...input })
}
