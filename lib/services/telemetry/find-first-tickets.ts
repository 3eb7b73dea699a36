import { codeArray, intArray } from '../../db/array-literal'
import type { TxCtx } from '../../db/context'
import { claimKey } from './claim-events'

/** The tickets that the first of duplicates went to, where it came under the same time and is still kept. */
export async function findFirstTickets(
  tx: TxCtx,
  duplicates: readonly { serverId: number; hash: string; at: string }[],
): Promise<Map<string, string>> {
  if (duplicates.length === 0) return new Map()
  const rows = await tx.db.$queryRaw<{ serverId: number; hash: string; ticket: string }[]>`
    SELECT e.server_id AS "serverId", encode(e.hash, 'hex') AS hash, t.number AS ticket
    FROM unnest(${intArray(duplicates.map((one) => one.serverId))}::int[], ${codeArray(duplicates.map((one) => one.at))}::timestamptz[],
                ${codeArray(duplicates.map((one) => one.hash))}::text[]) AS n(server_id, ts, hash)
    JOIN telemetry_events e ON e.server_id = n.server_id AND e.ts = n.ts AND e.hash = decode(n.hash, 'hex')
    JOIN tickets t ON t.id = e.ticket_id`
  return new Map(rows.map((row) => [claimKey(row), row.ticket]))
}
