import type { TxCtx } from '../../db/context'
import { applyServerTransition } from '../inventory/apply-server-transition'
import { applyOrderTransition } from '../planning/apply-order-transition'
import type { LockedJob } from './locked-job'
import { reopenJob } from './reopen-job'

/** A failed job waits again, and server and order are back where they were before it failed. All are locked. */
export async function resumeJob(
  tx: TxCtx,
  job: LockedJob,
  input: { action: string; reason?: string; skip?: string },
): Promise<void> {
  if (job.kind === 'provision') {
    const order = await tx.db.order.findUniqueOrThrow({ where: { id: job.orderId }, select: { status: true } })
    const { action, reason } = input
    if (order.status === 'FAILED')
      await applyOrderTransition(tx, { orderId: job.orderId, to: 'PROVISIONING', from: ['FAILED'], action, reason })
    await applyServerTransition(tx, { serverId: job.serverId, to: 'PROVISIONING', from: ['ALLOCATED'], action, reason })
  }
  await reopenJob(tx, { jobId: job.id, ...input })
}
