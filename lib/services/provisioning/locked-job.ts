import type { TxCtx } from '../../db/context'
import type { Operation } from '../../domain/access/permissions'
import { conflict, notFound } from '../../domain/errors'
import { type JobAction, jobActions } from '../../domain/job-state'
import { stepAt } from '../../domain/provisioning/steps'
import { authorize } from '../access/authorize'
import { type JobRow, jobSelect } from './job-view'
import { lockForEnd } from './lock-for-end'

export type LockedJob = JobRow & { orderId: number; serverId: number }

/**
 * A job for a command by hand: order, server and job locked in the common order, the actor allowed, and the action one
 * that its buttons would offer. Throws `not-found`, `forbidden`, or a 409 with the button's own reason.
 */
export async function lockedJob(tx: TxCtx, id: string, operation: Operation, action: JobAction): Promise<LockedJob> {
  const found = await tx.db.provisionJob.findUnique({
    where: { id },
    select: { orderId: true, serverId: true, server: { select: { datacenterId: true } } },
  })
  if (found === null) throw notFound('provision-job', id)
  authorize(tx, operation, found.server.datacenterId)
  await lockForEnd(tx, found)
  await tx.db.$queryRaw`SELECT 1 FROM provision_jobs WHERE id = ${id}::uuid FOR UPDATE`
  const job = await tx.db.provisionJob.findUniqueOrThrow({ where: { id }, select: jobSelect })
  const failed = job.steps.find(({ status }) => status === 'FAILED')
  const step = failed && stepAt(job.kind, failed.position)
  const offered = jobActions({
    status: job.status,
    kind: job.kind,
    cancelRequested: job.cancelRequestedAt !== null,
    ...(step === undefined ? {} : { failedStep: { name: step.name, skippable: step.skippable } }),
    allocationLost: !(await stillHeld(tx, { ...found, id, kind: job.kind })),
  }).find((candidate) => candidate.action === action)
  if (offered?.reason !== undefined) {
    const code = action === 'skip' && step?.skippable === false ? 'step-not-skippable' : 'conflict'
    throw conflict(code, offered.reason, { status: job.status })
  }
  return { ...job, orderId: found.orderId, serverId: found.serverId }
}

/** Does the order still want this job: it holds the server, and nothing came after the job? */
async function stillHeld(
  tx: TxCtx,
  job: { id: string; orderId: number; serverId: number; kind: 'provision' | 'wipe' },
): Promise<boolean> {
  const order = await tx.db.order.findUniqueOrThrow({ where: { id: job.orderId }, select: { status: true } })
  const over = order.status === 'CANCELLED' || order.status === 'RELEASING' || order.status === 'RELEASED'
  if (job.kind === 'provision' && over) return false
  const allocation = await tx.db.allocation.findFirst({
    where: { orderId: job.orderId, serverId: job.serverId, status: 'ACTIVE' },
    select: { id: true },
  })
  if (allocation === null) return false
  const latest = await tx.db.provisionJob.findFirst({
    where: { orderId: job.orderId, serverId: job.serverId, kind: job.kind },
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    select: { id: true },
  })
  return latest?.id === job.id
}
