import type { MovementView, StockView } from '../../contracts/tickets/stock'
import type { Prisma } from '../../db/generated/client'
import { isLow } from '../../domain/tickets/low-stock'
import { readFacts } from '../../domain/tickets/part-facts'

/** What is shown of a part in a warehouse, see read-stock. */
export interface StockRow {
  id: number
  available: number
  reserved: number
  shelf: string | null
  minimum: number | null
  updatedAt: Date
  version: number
  sparePart: {
    id: number
    sku: string
    kind: string
    description: string
    facts: unknown
    models: { modelId: number; model: { slug: string } }[]
  }
  warehouse: { id: number; code: string; datacenterId: number; datacenter: { code: string } }
}

/** waiting: see count-waiting. */
export function toStockView(row: StockRow, waiting: number): StockView {
  return {
    id: `${row.sparePart.sku}@${row.warehouse.code}`,
    sku: row.sparePart.sku,
    kind: row.sparePart.kind,
    description: row.sparePart.description,
    facts: readFacts(row.sparePart.facts),
    models: row.sparePart.models.map(({ model }) => model.slug),
    warehouse: row.warehouse.code,
    datacenter: row.warehouse.datacenter.code,
    available: row.available,
    reserved: row.reserved,
    ...(row.shelf === null ? {} : { shelf: row.shelf }),
    ...(row.minimum === null ? {} : { minimum: row.minimum }),
    low: isLow(row),
    waiting,
    updatedAt: row.updatedAt.toISOString(),
    version: row.version,
  }
}

export const movementSelect = {
  id: true,
  at: true,
  kind: true,
  availableDelta: true,
  reservedDelta: true,
  reason: true,
  actor: true,
  sparePart: { select: { sku: true } },
  warehouse: { select: { code: true } },
  ticket: { select: { number: true } },
} as const satisfies Prisma.StockMovementSelect

type MovementRow = Prisma.StockMovementGetPayload<{ select: typeof movementSelect }>

export function toMovementView(row: MovementRow): MovementView {
  return {
    id: row.id.toString(),
    at: row.at.toISOString(),
    sku: row.sparePart.sku,
    warehouse: row.warehouse.code,
    kind: row.kind,
    availableDelta: row.availableDelta,
    reservedDelta: row.reservedDelta,
    reason: row.reason,
    ...(row.ticket === null ? {} : { ticket: row.ticket.number }),
    actor: row.actor,
  }
}

/** `sku@warehouse`, the id of a stock row in the API; neither code can hold an @. */
export function splitStockId(id: string): { sku: string; warehouse: string } {
  const at = id.indexOf('@')
  return { sku: id.slice(0, at), warehouse: id.slice(at + 1) }
}
