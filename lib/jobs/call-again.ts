import { type Ctx, inTransaction, type TxCtx } from '../db/context'
import { enqueueBulkChange, enqueueImport } from './enqueue'

type Kind = 'import' | 'bulk-change'

/** Under which name the payload of a kind has the id of the row that it is about. */
const IDS: Record<Kind, string> = { import: 'importId', 'bulk-change': 'bulkChangeId' }
const ENQUEUE: Record<Kind, (tx: TxCtx, id: string) => Promise<void>> = {
  import: (tx, importId) => enqueueImport(tx, { importId }),
  'bulk-change': (tx, bulkChangeId) => enqueueBulkChange(tx, { bulkChangeId }),
}

/**
 * Calls for a worker anew for those of these for which no entry waits to be taken; returns how many. What only waits until a worker
 * has room is not called for at each look: there would be thousands of entries by the time.
 */
export async function callAgain(ctx: Ctx, kind: Kind, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0
  return inTransaction(ctx, async (tx) => {
    const rows = await tx.db.$queryRaw<{ id: string }[]>`
      SELECT lost.id FROM unnest(${[...ids]}::text[]) AS lost(id) WHERE NOT EXISTS (
        SELECT 1 FROM pgboss.job j WHERE j.name = ${kind} AND j.state IN ('created', 'retry') AND j.data ->> ${IDS[kind]} = lost.id)`
    for (const { id } of rows) await ENQUEUE[kind](tx, id)
    return rows.length
  })
}
