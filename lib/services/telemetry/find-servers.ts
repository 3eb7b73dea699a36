import type { TxCtx } from '../../db/context'
import { foldCode } from '../../domain/code'

export interface EventServer {
  id: number
  barcode: string
  datacenterId: number
  decommissioned: boolean
}

/** The servers that events name, by folded barcode, in one statement. */
export async function findServers(tx: TxCtx, barcodes: readonly string[]): Promise<Map<string, EventServer>> {
  const rows = await tx.db.$queryRaw<EventServer[]>`
    SELECT id, barcode, datacenter_id AS "datacenterId", state = 'DECOMMISSIONED' AS decommissioned
    FROM servers WHERE barcode = ANY(${[...new Set(barcodes)]}::citext[])`
  return new Map(rows.map((row) => [foldCode(row.barcode), row]))
}
