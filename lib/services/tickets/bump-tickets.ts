import type { TxCtx } from '../../db/context'

/**
 * Gives tickets that got or lost a part a new version, their servers not being locked. A ticket that this transaction has
 * changed already is left alone: its version is new, and a row changed twice in one transaction has its foreign keys asked
 * again, which would wait for a server that somebody holds who waits for our spares.
 */
export async function bumpTickets(tx: TxCtx, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return
  await tx.db.$executeRaw`
    UPDATE tickets SET version = version + 1, updated_at = ${tx.clock()}
    WHERE id = ANY(${[...new Set(ids)]}::int[]) AND xmin <> pg_current_xact_id()::xid`
}
