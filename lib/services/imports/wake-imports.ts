import type { Ctx } from '../../db/context'
import { ACTIVE_IMPORTS } from '../../domain/imports/import-state'
import { callAgain } from '../../jobs/call-again'

const MOST = 20
/** By then the entry that came with it has been taken, or lost. */
const PATIENCE_MS = 10_000

/** For the worker: calls for imports whose worker is gone, or whose entry was lost. Returns how many. */
export async function wakeImports(ctx: Ctx): Promise<number> {
  const now = ctx.clock()
  const lost = await ctx.db.import.findMany({
    where: {
      status: { in: [...ACTIVE_IMPORTS] },
      OR: [{ leaseUntil: { lt: now } }, { leaseUntil: null, createdAt: { lt: new Date(now.getTime() - PATIENCE_MS) } }],
    },
    orderBy: { createdAt: 'asc' },
    take: MOST,
    select: { id: true },
  })
  const ids = lost.map(({ id }) => id)
  return callAgain(ctx, 'import', ids)
}
