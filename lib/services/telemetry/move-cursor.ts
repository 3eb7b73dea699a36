import type { TxCtx } from '../../db/context'

/** Events with an id over `after`, up to `until`. */
export interface IdRange {
  after: bigint
  until: bigint
}

interface Cursor {
  lastId: bigint
  seenId: bigint
  over: boolean
  newest: bigint
}

/**
 * Moves the cursor of counted events on, in this transaction, to where all that will ever be there is there: every
 * transaction that had begun when those ids were seen is over. Returns what it went over; null where another worker is at it, or
 * nothing is certain yet.
 */
export async function moveCursor(tx: TxCtx): Promise<IdRange | null> {
  const [cursor] = await tx.db.$queryRaw<Cursor[]>`
    SELECT last_id AS "lastId", seen_id AS "seenId",
           pg_snapshot_xmin(pg_current_snapshot())::text::bigint > seen_xid AS over,
           (SELECT last_value FROM telemetry_events_id_seq) AS newest
    FROM telemetry_cursors WHERE name = 'counted' FOR UPDATE SKIP LOCKED`
  if (cursor === undefined || !cursor.over) return null
  await tx.db.$executeRaw`
    UPDATE telemetry_cursors SET last_id = seen_id, seen_id = greatest(seen_id, ${cursor.newest}::bigint),
           seen_xid = pg_current_xact_id()::text::bigint
    WHERE name = 'counted'`
  return cursor.lastId === cursor.seenId ? null : { after: cursor.lastId, until: cursor.seenId }
}
