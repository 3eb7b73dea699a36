import type { TxCtx } from '../../db/context'
import type { Prisma } from '../../db/generated/client'
import { announceChanges, announcements } from '../audit/record-audit'
import type { Lease } from './under-lease'

const changesOf = (lease: Lease) => [
  { entity: 'provision-job' as const, key: lease.jobId },
  { entity: 'order' as const, key: lease.orderNumber },
]

/** Tells live pages of the job and of its order that a step or hop went on. */
export async function announceProgress(tx: TxCtx, lease: Lease): Promise<void> {
  await announceChanges(tx, changesOf(lease))
}

/** The same as part of a statement. */
export function progressOf(lease: Lease): Prisma.Sql {
  return announcements(changesOf(lease))
}
