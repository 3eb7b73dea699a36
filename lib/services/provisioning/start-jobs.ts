import type { TxCtx } from '../../db/context'
import { applyServerTransition } from '../inventory/apply-server-transition'
import { createJobs } from './create-jobs'
import type { HeldServer } from './read-held-servers'
import { reopenJob } from './reopen-job'

/**
 * A new job for each server, or its failed one again. Servers and order are locked.
 * @param input.inWave they keep to the order's canary and failure budget
 */
export async function startJobs(
  tx: TxCtx,
  input: { orderId: number; servers: readonly HeldServer[]; inWave: boolean; action: string },
): Promise<void> {
  const { orderId, servers, inWave, action } = input
  for (const server of servers) {
    await applyServerTransition(tx, { serverId: server.id, to: 'PROVISIONING', from: ['ALLOCATED'], action })
    if (server.job?.status === 'FAILED') await reopenJob(tx, { jobId: server.job.id, inWave, action })
  }
  const fresh = servers.filter(({ job }) => job?.status !== 'FAILED').map(({ id }) => id)
  if (fresh.length > 0) await createJobs(tx, { kind: 'provision', orderId, serverIds: fresh, inWave, action })
}
