import type { TxCtx } from '../../db/context'
import { Prisma } from '../../db/generated/client'
import { unseen } from '../../db/once-planned'
import { announcementsOf } from '../audit/record-audit'

/**
 * Keeps servers.open_high_tickets, which planning reads, in the transaction that opens, raises, lowers or ends HIGH
 * tickets: one statement for any number. The caller has locked the servers.
 */
export async function adjustHighTickets(tx: TxCtx, deltas: ReadonlyMap<number, number>): Promise<void> {
  const changes = [...deltas].filter(([, delta]) => delta !== 0)
  if (changes.length === 0) return
  await tx.db.$executeRaw`
    WITH changed AS (
      UPDATE servers s
      SET open_high_tickets = s.open_high_tickets + d.delta, version = s.version + 1, updated_at = ${tx.clock()}
      FROM unnest(${unseen.ints(changes.map(([id]) => id))}, ${unseen.ints(changes.map(([, delta]) => delta))}) AS d(id, delta)
      WHERE s.id = d.id
      RETURNING s.barcode)
    ${announcementsOf('server', Prisma.sql`SELECT barcode AS key FROM changed`)}`
}
