import type { JobView } from '../../contracts/provisioning/job'
import { type Ctx, inTransaction } from '../../db/context'
import { recordAudit } from '../audit/record-audit'
import { endJob } from './end-job'
import { jobSelect, toJobView } from './job-view'
import { lockedJob } from './locked-job'

const ACTION = 'provisioning.cancel-job'

/** A waiting job ends at once; a running one is asked to, and its worker ends it between steps and hops. */
export async function cancelJob(ctx: Ctx, input: { id: string; reason?: string | undefined }): Promise<JobView> {
  return inTransaction(ctx, async (tx) => {
    const job = await lockedJob(tx, input.id, ACTION, 'cancel')
    if (job.status === 'PENDING') {
      const end = { to: 'CANCELLED' as const, reason: input.reason ?? `Cancelled by ${tx.actor.name}.` }
      await endJob(tx, { jobId: job.id, kind: job.kind, orderId: job.orderId, serverId: job.serverId }, end, ACTION)
    } else {
      await tx.db.provisionJob.update({
        where: { id: job.id },
        data: { cancelRequestedAt: tx.clock(), version: { increment: 1 } },
      })
      await recordAudit(tx, {
        action: ACTION,
        entity: 'provision-job',
        key: job.id,
        reason: input.reason,
        datacenterId: job.server.datacenterId,
        detail: { requested: true, server: job.server.barcode, order: job.order.number },
      })
    }
    return toJobView(await tx.db.provisionJob.findUniqueOrThrow({ where: { id: job.id }, select: jobSelect }))
  })
}
