import type { TxCtx } from '../../db/context'
import { conflict } from '../../domain/errors'
import { announceChanges } from '../audit/record-audit'
import { recordLowStock } from './record-low-stock'

/** What a ticket does with a part: what becomes of the two numbers of its stock row. */
const DELTAS = {
  RESERVE: { available: -1, reserved: 1 },
  RETURN: { available: 1, reserved: -1 },
  CONSUME: { available: 0, reserved: -1 },
  // A part that was said to be built in and was not: it lies there again.
  RECEIVE: { available: 1, reserved: 0 },
} as const

export interface TicketPart {
  sparePartId: number
  warehouseId: number
  ticketId: number
}

/**
 * Moves one piece of stock for each part given, all or none, writes their ledger rows and says what runs low: a fixed number of
 * statements for any number.
 * Conditional: a row whose numbers would fall below zero is not touched, and then all is refused with `conflict`.
 */
export async function moveParts(
  tx: TxCtx,
  move: { kind: keyof typeof DELTAS; parts: readonly TicketPart[]; reason: string },
): Promise<void> {
  if (move.parts.length === 0) return
  const { available, reserved } = DELTAS[move.kind]
  const parts = move.parts.map((part) => part.sparePartId)
  const warehouses = move.parts.map((part) => part.warehouseId)
  const moved = await tx.db.$queryRaw<
    {
      sku: string
      warehouse: string
      datacenterId: number
      available: number
      minimum: number | null
      pieces: number
    }[]
  >`
    UPDATE stock s
    SET available = s.available + ${available}::int * d.pieces, reserved = s.reserved + ${reserved}::int * d.pieces,
        version = s.version + 1, updated_at = ${tx.clock()}
    FROM (SELECT part, place, count(*)::int AS pieces FROM unnest(${parts}::int[], ${warehouses}::int[]) AS m(part, place)
          GROUP BY part, place) AS d
    JOIN spare_parts p ON p.id = d.part
    JOIN warehouses w ON w.id = d.place
    WHERE s.spare_part_id = d.part AND s.warehouse_id = d.place
      AND s.available + ${available}::int * d.pieces >= 0 AND s.reserved + ${reserved}::int * d.pieces >= 0
    RETURNING p.sku, w.code AS warehouse, w.datacenter_id AS "datacenterId", s.available, s.minimum, d.pieces`
  if (moved.length < new Set(move.parts.map((part) => `${part.sparePartId} ${part.warehouseId}`)).size)
    throw conflict('conflict', 'The stock changed at the same moment.')
  await tx.db.$executeRaw`
    INSERT INTO stock_movements (at, spare_part_id, warehouse_id, kind, available_delta, reserved_delta, reason, ticket_id, actor)
    SELECT ${tx.clock()}, m.part, m.place, ${move.kind}::movement_kind, ${available}::int, ${reserved}::int,
           ${move.reason}, m.ticket, ${tx.actor.name}
    FROM unnest(${parts}::int[], ${warehouses}::int[], ${move.parts.map((part) => part.ticketId)}::int[]) AS m(part, place, ticket)`
  await announceChanges(
    tx,
    moved.map((row) => ({ entity: 'stock', key: `${row.sku}@${row.warehouse}` })),
  )
  await recordLowStock(
    tx,
    moved.map((row) => ({ ...row, before: row.available - available * row.pieces })),
  )
}
