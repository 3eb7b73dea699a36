import type { TxCtx } from './context'
import { Prisma } from './generated/client'

/** Locks servers in id order, so that two lockers never wait for each other in a circle. Unknown ids are ignored. */
export async function lockServers(tx: TxCtx, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return
  await tx.db.$queryRaw`SELECT id FROM servers WHERE id = ANY(${[...ids]}::int[]) ORDER BY id FOR UPDATE`
}

/**
 * Locks one order; null when there is none. Taken before any server of it. Not its key, here as elsewhere: PostgreSQL looks
 * that up again for a job's row which is written twice in one transaction, and who does so may hold the server already.
 */
export async function lockOrder(tx: TxCtx, number: string): Promise<{ id: number } | null> {
  const rows = await tx.db.$queryRaw<
    { id: number }[]
  >`SELECT id FROM orders WHERE number = ${number}::citext FOR NO KEY UPDATE`
  return rows[0] ?? null
}

/** Locks one server by barcode; null when there is none. */
export async function lockServer(tx: TxCtx, barcode: string): Promise<{ id: number } | null> {
  const rows = await tx.db.$queryRaw<
    { id: number }[]
  >`SELECT id FROM servers WHERE barcode = ${barcode}::citext FOR UPDATE`
  return rows[0] ?? null
}

/** A lock on a word that lasts until the transaction ends, for what has no row to lock. */
export async function lockWord(tx: TxCtx, word: string): Promise<void> {
  await tx.db.$executeRaw(Prisma.sql`SELECT pg_advisory_xact_lock(hashtextextended(${word}, 0))`)
}
