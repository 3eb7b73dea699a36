import type { TxCtx } from './context'

/** Rows with an id over `after`, up to `until`. */
export interface IdRange {
  after: bigint
  until: bigint
}

/** What goes over rows by id, and the sequence that these are drawn from, after their transaction has a number (see the migrations). */
const SEQUENCES = { counted: 'telemetry_events_id_seq', sealed: 'audit_log_id_seq' } as const

interface Cursor {
  lastId: bigint
  seenId: bigint
  over: boolean
  newest: bigint
}

/**
 * Moves a cursor on, in this transaction, to where all that will ever be there is there: every transaction that had begun when
 * those ids were seen is over. Returns what it went over, at most so many ids; null where another worker is at it, or nothing is
 * certain yet.
 */
export async function moveCursor(
  tx: TxCtx,
  name: keyof typeof SEQUENCES,
  most: bigint = 9_223_372_036_854_775_807n,
): Promise<IdRange | null> {
  // A number from beyond those given so far is of another cluster, out of which this database was restored.
  const [cursor] = await tx.db.$queryRaw<Cursor[]>`
    SELECT last_id AS "lastId", seen_id AS "seenId",
           pg_snapshot_xmin(pg_current_snapshot())::text::bigint > seen_xid
             OR seen_xid >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS over,
           coalesce(pg_sequence_last_value(${SEQUENCES[name]}::regclass), 0) AS newest
    FROM id_cursors WHERE name = ${name} FOR UPDATE SKIP LOCKED`
  if (cursor === undefined || !cursor.over) return null
  const { lastId, seenId, newest } = cursor
  if (seenId - lastId > most) {
    const until = lastId + most
    await tx.db.$executeRaw`UPDATE id_cursors SET last_id = ${until} WHERE name = ${name}`
    return { after: lastId, until }
  }
  await tx.db.$executeRaw`
    UPDATE id_cursors SET last_id = seen_id, seen_id = greatest(seen_id, ${newest}::bigint),
           seen_xid = pg_current_xact_id()::text::bigint
    WHERE name = ${name}`
  return lastId === seenId ? null : { after: lastId, until: seenId }
}
