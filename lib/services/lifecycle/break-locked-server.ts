import type { TxCtx } from '../../db/context'
import { loseAllocation } from '../allocation/lose-allocation'
import { applyServerTransition } from '../inventory/apply-server-transition'
import { cancelServerJob } from '../provisioning/cancel-server-job'

/**
 * A server breaks, its row and its order's locked: where it was promised, its job is cancelled and its allocation lost; the
 * order keeps its status and shows it as degraded.
 */
export async function breakLockedServer(
  tx: TxCtx,
  input: { serverId: number; action: string; reason: string },
): Promise<void> {
  const { serverId, action, reason } = input
  await cancelServerJob(tx, { serverId, reason: `The server broke: ${reason}` })
  await applyServerTransition(tx, { serverId, to: 'BROKEN', action, reason })
  await loseAllocation(tx, { serverId, action, reason })
}
