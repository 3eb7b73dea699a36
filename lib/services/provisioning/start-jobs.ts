import type { TxCtx } from '../../db/context'
import { applyServerTransition } from '../inventory/apply-server-transition'
import { createJobs } from './create-jobs'
import type { HeldServer } from './read-held-servers'
import { reopenJob } from './reopen-job'

/** A new job for each server, or its failed one again. Servers and order are locked. */
export async function startJobs(
  tx: TxCtx,
  orderId: number,
  servers: readonly HeldServer[],
  action: string,
): Promise<void> {
  for (const server of servers) {
    await applyServerTransition(tx, { serverId: server.id, to: 'PROVISIONING', from: ['ALLOCATED'], action })
    if (server.job?.status === 'FAILED') await reopenJob(tx, { jobId: server.job.id, inWave: true, action })
  }
  const fresh = servers.filter(({ job }) => job?.status !== 'FAILED').map(({ id }) => id)
  if (fresh.length > 0) await createJobs(tx, { kind: 'provision', orderId, serverIds: fresh, action })
}
