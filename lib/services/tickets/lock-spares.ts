import type { TxCtx } from '../../db/context'

/**
 * A lock on the spares of datacenters, until the transaction ends. Whoever opens tickets takes it as `reserve`, beside
 * others; whoever brings stock (or returns it) as `supply`, alone. Without it a component could be left waiting beside
 * stock: one transaction looks for a part that is not committed yet, the other for a component that is not.
 * Taken after servers and before tickets and stock, never both ways in one transaction.
 */
export async function lockSpares(
  tx: TxCtx,
  datacenterIds: readonly number[],
  mode: 'reserve' | 'supply',
): Promise<void> {
  const ids = [...new Set(datacenterIds)]
  if (ids.length === 0) return
  if (mode === 'supply') {
    await tx.db.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('haas_spares'), d.id)
      FROM (SELECT id FROM unnest(${ids}::int[]) AS id ORDER BY id) AS d`
  } else {
    await tx.db.$executeRaw`SELECT pg_advisory_xact_lock_shared(hashtext('haas_spares'), d.id)
      FROM (SELECT id FROM unnest(${ids}::int[]) AS id ORDER BY id) AS d`
  }
}
