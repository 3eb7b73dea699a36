import { type Ctx, inTransaction } from '../../db/context'
import { AppError, conflict } from '../../domain/errors'
import { announceChanges, recordAudit } from '../audit/record-audit'
import { isPhoneHomeToken } from './phone-home-token'

/**
 * The image that a job installed says that it runs. Its token is the job's, of the try that started it, and good for once; late
 * for a job that failed meanwhile, its retry finds it. Throws `unauthenticated` for any other, whether or not there is such a job; `conflict` when it was used, or the job has ended.
 */
export async function phoneHome(ctx: Ctx, input: { id: string; token: string }): Promise<{ job: string }> {
  const { id, token } = input
  return inTransaction(ctx, async (tx) => {
    const job = await tx.db.provisionJob.findUnique({
      where: { id },
      select: {
        bootAttempt: true,
        order: { select: { number: true } },
        server: { select: { barcode: true, datacenterId: true } },
      },
    })
    if (job === null || job.bootAttempt === null || !isPhoneHomeToken(token, { jobId: id, attempt: job.bootAttempt }))
      throw new AppError('unauthenticated', 'The token is not one of this job’s present try.')
    const { count } = await tx.db.provisionJob.updateMany({
      where: { id, bootAttempt: job.bootAttempt, phonedHomeAt: null, status: { in: ['PENDING', 'RUNNING', 'FAILED'] } },
      data: { phonedHomeAt: tx.clock() },
    })
    if (count === 0) throw conflict('conflict', 'The token was used already, or the job has ended.')
    const { number } = job.order
    const { barcode, datacenterId } = job.server
    await recordAudit(tx, {
      action: 'provisioning.phone-home',
      entity: 'provision-job',
      key: id,
      datacenterId,
      detail: { server: barcode, order: number },
    })
    await announceChanges(tx, [{ entity: 'order', key: number }])
    return { job: id }
  })
}
