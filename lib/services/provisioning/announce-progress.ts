import type { TxCtx } from '../../db/context'
import { announceChanges } from '../audit/record-audit'
import type { Lease } from './under-lease'

/** Tells live pages of the job and of its order that a step or hop went on. */
export async function announceProgress(tx: TxCtx, lease: Lease): Promise<void> {
  await announceChanges(tx, [
    { entity: 'provision-job', key: lease.jobId },
    { entity: 'order', key: lease.orderNumber },
  ])
}
