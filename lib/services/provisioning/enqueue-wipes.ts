import type { TxCtx } from '../../db/context'
import { createJobs } from './create-jobs'

/**
 * Wipe jobs for servers that their order no longer needs. Each keeps its state and its order until its wipe has succeeded.
 * Returns the jobs' ids.
 */
export async function enqueueWipes(
  tx: TxCtx,
  input: { serverIds: readonly number[]; orderId: number },
): Promise<string[]> {
  return createJobs(tx, { ...input, kind: 'wipe', inWave: false, action: 'provisioning.enqueue-wipes' })
}
