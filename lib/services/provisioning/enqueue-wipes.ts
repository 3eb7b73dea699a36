import type { TxCtx } from '../../db/context'
import { createJobs } from './create-jobs'

/**
 * A wipe job for a server that its order no longer needs. The server keeps its state and its order until the wipe has
 * succeeded. Returns the job's id.
 */
export async function enqueueWipe(tx: TxCtx, input: { serverId: number; orderId: number }): Promise<string> {
  const [id] = await enqueueWipes(tx, { orderId: input.orderId, serverIds: [input.serverId] })
  if (id === undefined) throw new Error('No wipe job was made')
  return id
}

/** The same for several servers of one order. */
export async function enqueueWipes(
  tx: TxCtx,
  input: { serverIds: readonly number[]; orderId: number },
): Promise<string[]> {
  return createJobs(tx, { ...input, kind: 'wipe', action: 'provisioning.enqueue-wipes' })
}
