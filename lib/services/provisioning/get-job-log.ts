import { type JobLogView, LOG_LIMIT } from '../../contracts/provisioning/job'
import type { Ctx } from '../../db/context'
import type { Prisma } from '../../db/generated/client'
import { can } from '../../domain/access/permissions'
import { notFound } from '../../domain/errors'
import { jobLog } from '../../domain/provisioning/job-log'
import type { AuditRecord } from '../../domain/provisioning/log-line'
import { authorize } from '../access/authorize'

const logSelect = {
  kind: true,
  status: true,
  waitingFor: true,
  notBefore: true,
  firmwarePlan: true,
  leaseOwner: true,
  server: { select: { datacenterId: true } },
  steps: {
    select: {
      position: true,
      name: true,
      status: true,
      startedAt: true,
      finishedAt: true,
      intent: true,
      task: true,
      detail: true,
      error: true,
    },
  },
  hops: {
    select: {
      component: true,
      from: true,
      to: true,
      status: true,
      address: true,
      task: true,
      reboot: true,
      restart: true,
      startedAt: true,
      flashedAt: true,
      finishedAt: true,
    },
    orderBy: { position: 'asc' },
  },
} as const satisfies Prisma.ProvisionJobSelect

/**
 * A job's log, put together from what is recorded anyway: its audit rows, steps, hops and present wait. Nothing is written
 * for it while a job runs. Who decided something is named to those who may read the audit log; workers always are.
 */
export async function getJobLog(ctx: Ctx, input: { id: string }): Promise<JobLogView> {
  const job = await ctx.db.provisionJob.findUnique({ where: { id: input.id }, select: logSelect })
  if (job === null) throw notFound('provision-job', input.id)
  const { datacenterId } = job.server
  authorize(ctx, 'provisioning.read', datacenterId)
  const [audit, worker] = await Promise.all([
    ctx.db.auditEntry.findMany({
      where: { entity: 'provision-job', key: input.id },
      orderBy: { id: 'desc' },
      take: LOG_LIMIT,
      select: { at: true, action: true, actor: true, from: true, to: true, reason: true, detail: true },
    }),
    ctx.db.worker.findFirst({ where: { id: job.leaseOwner ?? '' }, select: { beatAt: true } }),
  ])
  const named = can(ctx.actor.grants, 'audit.read', datacenterId)
  const records = audit.reverse().map(({ actor, ...entry }): AuditRecord => {
    return { ...entry, who: named || entry.action === CLAIM ? actor : null }
  })
  const { lines, more } = jobLog({ ...job, audit: records }, ctx.clock(), LOG_LIMIT)
  return {
    items: lines.map(({ at, ...line }) => ({ at: at.toISOString(), ...line })),
    more: more || audit.length === LOG_LIMIT,
    ...(job.leaseOwner === null
      ? {}
      : { worker: { name: job.leaseOwner, ...(worker === null ? {} : { beatAt: worker.beatAt.toISOString() }) } }),
    ...(job.notBefore === null ? {} : { nextLookAt: job.notBefore.toISOString() }),
  }
}

const CLAIM = 'provisioning.claim-job'
