import { codeArray } from '../../db/array-literal'
import type { TxCtx } from '../../db/context'
import { foldCode } from '../../domain/code'

export interface EventServer {
  id: number
  datacenterId: number
  decommissioned: boolean
  /** It has a ticket that is OPEN or IN_PROGRESS, or a fault that waits to be still so, or something is wrong with it that heals: a good word has weight. */
  watched: boolean
}

/**
 * The servers that events name, by folded barcode, in one statement that answers one row. By the index of folded barcodes:
 * comparing as citext folds both sides again at every step of the search, a thousand times a batch. What waits for a word is
 * looked for in each table once for all of them, not for each: a plan made while those tables were small would go through
 * them a thousand times when they no longer are.
 */
export async function findServers(tx: TxCtx, barcodes: readonly string[]): Promise<Map<string, EventServer>> {
  if (barcodes.length === 0) return new Map()
  const folded = new Set(barcodes.map(foldCode))
  const [row] = await tx.db.$queryRaw<{ servers: string | null; watched: number[] | null }[]>`
    WITH found AS MATERIALIZED (
      SELECT id, datacenter_id, state, lower(barcode::text) AS code FROM servers
      WHERE lower(barcode::text) COLLATE "C" = ANY(${codeArray([...folded])}::text[])),
    ids AS MATERIALIZED (SELECT array_agg(id) AS ids FROM found)
    SELECT (SELECT string_agg(concat_ws(' ', id, datacenter_id, (state = 'DECOMMISSIONED')::int, code), E'\n') FROM found) AS servers,
      (SELECT array_agg(server_id) FROM (
        SELECT server_id FROM tickets WHERE server_id = ANY((SELECT ids FROM ids)::int[]) AND status IN ('OPEN', 'IN_PROGRESS')
        UNION SELECT server_id FROM waiting_faults WHERE server_id = ANY((SELECT ids FROM ids)::int[])
        UNION SELECT server_id FROM server_symptoms WHERE server_id = ANY((SELECT ids FROM ids)::int[]) AND state = 'ASSERTED') AS w) AS watched`
  const watched = new Set(row?.watched)
  return new Map(
    (row?.servers?.split('\n') ?? []).map((line) => {
      const [id, datacenterId, decommissioned, ...code] = line.split(' ')
      const server = { id: Number(id), datacenterId: Number(datacenterId), decommissioned: decommissioned === '1' }
      return [code.join(' '), { ...server, watched: watched.has(server.id) }]
    }),
  )
}
