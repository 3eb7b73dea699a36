import type { TxCtx } from '../../db/context'
import { fellLow } from '../../domain/tickets/low-stock'
import { recordAudits } from '../audit/record-audit'

export interface StockChange {
  sku: string
  warehouse: string
  datacenterId: number
  /** How many were available before, and are now. */
  before: number
  available: number
  minimum: number | null
}

/** An audit row for each stock that a change brought under its minimum, in the transaction that did. */
export async function recordLowStock(tx: TxCtx, changes: readonly StockChange[]): Promise<void> {
  await recordAudits(
    tx,
    changes.filter(fellLow).map(({ sku, warehouse, datacenterId, available, minimum }) => ({
      action: 'tickets.record-low-stock',
      entity: 'stock',
      key: `${sku}@${warehouse}`,
      datacenterId,
      detail: { available, minimum },
    })),
  )
}
