import type { Ctx } from '../../db/context'
import { ACTIVE_BULK_CHANGES } from '../../domain/bulk-changes/bulk-change-state'
import { callAgain } from '../../jobs/call-again'

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
  const ids = lost.map(({ id }) => id)
  return callAgain(ctx, 'bulk-change', ids)
}
