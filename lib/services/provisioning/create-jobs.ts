import type { TxCtx } from '../../db/context'
import type { JobKind } from '../../domain/job-state'
import { stepsOf } from '../../domain/provisioning/steps'
import { enqueueProvisionJob } from '../../jobs/enqueue'
import { recordAudits } from '../audit/record-audit'

/**
 * One new job a server, PENDING, with its steps and its queue entry, all in the caller's transaction. The caller has
 * locked order and servers. The database refuses a second unfinished job of a server. Returns the ids.
 */
export async function createJobs(
  tx: TxCtx,
  input: { kind: JobKind; orderId: number; serverIds: readonly number[]; inWave: boolean; action: string },
): Promise<string[]> {
  const { kind, orderId, inWave } = input
  const at = tx.clock()
  const jobs = input.serverIds.map((serverId) => ({ id: crypto.randomUUID(), serverId }))
  await tx.db.provisionJob.createMany({
    data: jobs.map((job) => ({ ...job, kind, orderId, inWave, createdAt: at })),
  })
  await tx.db.provisionStep.createMany({
    data: jobs.flatMap(({ id }) => stepsOf(kind).map(({ position, name }) => ({ jobId: id, position, name }))),
  })
  const servers = await tx.db.server.findMany({
    where: { id: { in: [...input.serverIds] } },
    select: { id: true, barcode: true, datacenterId: true },
  })
  const serverOf = new Map(servers.map((server) => [server.id, server]))
  await recordAudits(
    tx,
    jobs.map(({ id, serverId }) => ({
      action: input.action,
      entity: 'provision-job' as const,
      key: id,
      to: 'PENDING',
      datacenterId: serverOf.get(serverId)?.datacenterId,
      detail: { kind, server: serverOf.get(serverId)?.barcode ?? null },
    })),
  )
  for (const { id } of jobs) await enqueueProvisionJob(tx, { jobId: id })
  return jobs.map(({ id }) => id)
}
