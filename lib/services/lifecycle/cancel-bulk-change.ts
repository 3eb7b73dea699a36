import type { BulkChangeView } from '../../contracts/inventory/bulk-change'
import { type Ctx, inTransaction } from '../../db/context'
import { bulkChangeMachine } from '../../domain/bulk-changes/bulk-change-state'
import { illegalTransition } from '../../domain/errors'
import { authorize } from '../access/authorize'
import { recordAudit } from '../audit/record-audit'
import { findBulkChange } from './bulk-change-view'

/** Stops a change of many servers at its next server. What is done stays done. */
export async function cancelBulkChange(ctx: Ctx, { id }: { id: string }): Promise<BulkChangeView> {
  authorize(ctx, 'lifecycle.start-bulk-change', 'anywhere')
  return inTransaction(ctx, async (tx) => {
    await tx.db.$queryRaw`SELECT 1 FROM bulk_changes WHERE id = ${id}::uuid FOR UPDATE`
    const before = await findBulkChange(tx, id)
    const { count } = await tx.db.bulkChange.updateMany({
      where: { id, status: { in: [...bulkChangeMachine.sources('CANCELLED')] } },
      data: { status: 'CANCELLED', finishedAt: tx.clock(), leaseUntil: null },
    })
    if (count === 0)
      throw illegalTransition('bulk-change', id, before.status, 'CANCELLED', bulkChangeMachine.allowed(before.status))
    await recordAudit(tx, {
      action: 'lifecycle.cancel-bulk-change',
      entity: 'bulk-change',
      key: id,
      from: before.status,
      to: 'CANCELLED',
      detail: { done: before.done, total: before.total },
    })
    return findBulkChange(tx, id)
  })
}
