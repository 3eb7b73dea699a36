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
 * comparing as citext folds both sides again at every step of the search, a thousand times a batch.
 */
export async function findServers(tx: TxCtx, barcodes: readonly string[]): Promise<Map<string, EventServer>> {
  if (barcodes.length === 0) return new Map()
  const folded = new Set(barcodes.map(foldCode))
  const [row] = await tx.db.$queryRaw<{ servers: [number, string, number, boolean, boolean][] | null }[]>`
    SELECT json_agg(json_build_array(id, lower(barcode::text), datacenter_id, state = 'DECOMMISSIONED',
             EXISTS (SELECT 1 FROM tickets t WHERE t.server_id = servers.id AND t.status IN ('OPEN', 'IN_PROGRESS'))
             OR EXISTS (SELECT 1 FROM waiting_faults w WHERE w.server_id = servers.id)
             OR EXISTS (SELECT 1 FROM server_symptoms g WHERE g.server_id = servers.id AND g.state = 'ASSERTED'))) AS servers
    FROM servers WHERE lower(barcode::text) COLLATE "C" = ANY(${codeArray([...folded])}::text[])`
  return new Map(
    (row?.servers ?? []).map(([id, key, datacenterId, decommissioned, watched]) => [
      key,
      { id, datacenterId, decommissioned, watched },
    ]),
  )
}
