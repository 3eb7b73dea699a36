import type { TxCtx } from '../../db/context'
import type { Prisma } from '../../db/generated/client'
import type { JobKind } from '../../domain/job-state'
import { stepsOf } from '../../domain/provisioning/steps'
import { giveBackServer } from '../allocation/give-back-server'
import { applyServerTransition } from '../inventory/apply-server-transition'
import { applyJobTransition } from './apply-job-transition'
import { cancelOpenSteps } from './cancel-open-steps'
import { settleOrder } from './settle-order'

export interface EndingJob {
  jobId: string
  kind: JobKind
  orderId: number
  serverId: number
}

export type JobEnd =
  | { to: 'SUCCESS' }
  | { to: 'FAILED'; error: string }
  | { to: 'CANCELLED'; reason?: string | undefined }

/**
 * Ends a job, and all that follows from it: its steps, its server, its order. The caller has called `lockForEnd`, and has
 * recorded the last step.
 */
export async function endJob(tx: TxCtx, job: EndingJob, end: JobEnd, action: string): Promise<void> {
  await applyJobTransition(tx, {
    jobId: job.jobId,
    to: end.to,
    action,
    reason: wordsOf(end) ?? undefined,
    data: { finishedAt: tx.clock(), lastError: wordsOf(end) },
  })
  if (end.to === 'CANCELLED') await cancelOpenSteps(tx, job.jobId)
  if (job.kind === 'wipe') await endWipe(tx, job, end, action)
  else await endProvisioning(tx, job, end, action)
  await settleOrder(tx, { orderId: job.orderId, action })
}

async function endProvisioning(tx: TxCtx, job: EndingJob, end: JobEnd, action: string): Promise<void> {
  const detail = { job: job.jobId } satisfies Prisma.InputJsonObject
  const { serverId } = job
  if (end.to === 'SUCCESS') {
    const data = await powerRead(tx, job.jobId)
    await applyServerTransition(tx, { serverId, to: 'IN_SERVICE', from: ['PROVISIONING'], action, detail, data })
    return
  }
  const reason = end.to === 'FAILED' ? end.error : (end.reason ?? 'Its job was cancelled.')
  await applyServerTransition(tx, { serverId, to: 'ALLOCATED', from: ['PROVISIONING'], action, reason, detail })
}

/** As the health check read it; nothing where that was passed over. */
async function powerRead(tx: TxCtx, jobId: string): Promise<{ powerState?: 'on' | 'off' }> {
  const position = stepsOf('provision').find(({ key }) => key === 'health-check')?.position ?? 0
  const step = await tx.db.provisionStep.findUnique({
    where: { jobId_position: { jobId, position } },
    select: { detail: true },
  })
  const { detail } = step ?? {}
  const power = detail !== null && typeof detail === 'object' && 'power' in detail ? detail.power : null
  return power === 'on' || power === 'off' ? { powerState: power } : {}
}

async function endWipe(tx: TxCtx, job: EndingJob, end: JobEnd, action: string): Promise<void> {
  if (end.to !== 'SUCCESS') return
  await tx.db.server.update({ where: { id: job.serverId }, data: { needsWipe: false, version: { increment: 1 } } })
  await giveBackServer(tx, { serverId: job.serverId, action, reason: 'Wiped.' })
  await tx.db.order.update({ where: { id: job.orderId }, data: { version: { increment: 1 } } })
}

function wordsOf(end: JobEnd): string | null {
  if (end.to === 'SUCCESS') return null
  return end.to === 'FAILED' ? end.error : (end.reason ?? null)
}
