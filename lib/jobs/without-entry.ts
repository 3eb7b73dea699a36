import type { TxCtx } from '../db/context'
import type { JobKindName } from './queues'

/** Under which name the payload of a kind has the id of the row that it is about. */
const IDS = { import: 'importId', 'bulk-change': 'bulkChangeId' } as const satisfies Partial<
  Record<JobKindName, string>
>

/**
 * Those of these ids for which no entry waits to be taken. Whose worker is gone is called for anew; what only waits until a worker
 * has room is not called for again at each look: there would be thousands of entries by the time.
 */
export async function withoutEntry(tx: TxCtx, kind: keyof typeof IDS, ids: readonly string[]): Promise<string[]> {
  const rows = await tx.db.$queryRaw<{ id: string }[]>`
    SELECT wanted.id FROM unnest(${[...ids]}::text[]) AS wanted(id) WHERE NOT EXISTS (
      SELECT 1 FROM pgboss.job j WHERE j.name = ${kind} AND j.state IN ('created', 'retry') AND j.data ->> ${IDS[kind]} = wanted.id)`
  return rows.map(({ id }) => id)
}
