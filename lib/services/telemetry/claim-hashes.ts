import type { TxCtx } from '../../db/context'

/**
 * Claims each (server, hash) for this transaction and returns those not seen before, in one statement. Whoever sends
 * the same at the same moment waits here for the first to commit, and then sees a duplicate; in (server, hash) order, so
 * that no two wait for each other.
 */
export async function claimHashes(
  tx: TxCtx,
  events: readonly { serverId: number; hash: string }[],
): Promise<Set<string>> {
  if (events.length === 0) return new Set()
  const rows = await tx.db.$queryRaw<{ serverId: number; hash: string }[]>`
    INSERT INTO telemetry_hashes (server_id, hash, seen_at)
    SELECT n.server_id, decode(n.hash, 'hex'), ${tx.clock()}
    FROM unnest(${events.map((event) => event.serverId)}::int[], ${events.map((event) => event.hash)}::text[]) AS n(server_id, hash)
    ORDER BY n.server_id, n.hash
    ON CONFLICT DO NOTHING
    RETURNING server_id AS "serverId", encode(hash, 'hex') AS hash`
  return new Set(rows.map(claimKey))
}

export function claimKey(event: { serverId: number; hash: string }): string {
  return `${event.serverId} ${event.hash}`
}
