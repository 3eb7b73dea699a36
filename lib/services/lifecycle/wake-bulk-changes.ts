import { type Ctx, inTransaction } from '../../db/context'
import { ACTIVE_BULK_CHANGES } from '../../domain/bulk-changes/bulk-change-state'
import { enqueueBulkChange } from '../../jobs/enqueue'
import { withoutEntry } from '../../jobs/without-entry'

const MOST = 20
/** By then the entry that came with it has been taken, or lost. */
const PATIENCE_MS = 10_000

/** For the worker: calls for changes of many servers whose worker is gone, or whose entry was lost. Returns how many. */
export async function wakeBulkChanges(ctx: Ctx): Promise<number> {
  const now = ctx.clock()
  const since = new Date(now.getTime() - PATIENCE_MS)
  const lost = await ctx.db.bulkChange.findMany({
    where: {
      status: { in: [...ACTIVE_BULK_CHANGES] },
      OR: [{ leaseUntil: { lte: now } }, { leaseUntil: null, createdAt: { lt: since } }],
    },
    orderBy: { createdAt: 'asc' },
    take: MOST,
    select: { id: true },
  })
  if (lost.length === 0) return 0
  return inTransaction(ctx, async (tx) => {
    const called = await withoutEntry(
      tx,
      'bulk-change',
      lost.map(({ id }) => id),
    )
    for (const bulkChangeId of called) await enqueueBulkChange(tx, { bulkChangeId })
    return called.length
  })
}
