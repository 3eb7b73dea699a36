import type { TxCtx } from '../../db/context'
import { conflict, invalid } from '../../domain/errors'
import { type PartState, partMachine, partWhereabouts } from '../../domain/part-state'
import { trimPieces } from './trim-pieces'

interface Moved {
  quantity: number
  reason: string
  serials?: readonly string[] | undefined
}
type Place = { sparePartId: number; warehouseId: number }

/**
 * The pieces of a movement of stock, whose count has changed already: received ones are known by their serial from now on,
 * those taken out leave the warehouse. Throws `validation` unless there are as many serials as pieces, and `conflict` for
 * one that is elsewhere. A fixed number of statements for any number.
 */
export async function movePieces(tx: TxCtx, place: Place, moved: Moved): Promise<void> {
  const { serials, quantity, reason } = moved
  if (serials === undefined) {
    if (quantity < 0) await trimPieces(tx, { places: [place], reason })
    return
  }
  checkSerials(serials, Math.abs(quantity))
  if (quantity > 0) await receive(tx, place, serials, reason)
  else await issue(tx, place, serials, reason)
}

function checkSerials(serials: readonly string[], pieces: number): void {
  const different = new Set(serials.map((serial) => serial.toLowerCase())).size
  if (different < serials.length) throw invalid({ path: 'serials', message: 'A serial is named twice.' })
  if (serials.length !== pieces) {
    throw invalid({ path: 'serials', message: `${serials.length} serials for ${pieces} pieces: name each, or none.` })
  }
}

async function receive(tx: TxCtx, place: Place, serials: readonly string[], reason: string): Promise<void> {
  const rows = await tx.db.$queryRaw<{ serial: string }[]>`
    WITH received AS (
      INSERT INTO parts AS p (serial, state, spare_part_id, warehouse_id, created_at, updated_at)
      SELECT n.serial, 'IN_STOCK', ${place.sparePartId}, ${place.warehouseId}, ${tx.clock()}, ${tx.clock()}
      FROM unnest(${[...serials]}::text[]) AS n(serial) ORDER BY lower(n.serial)
      ON CONFLICT (serial) DO UPDATE
      SET state = 'IN_STOCK', spare_part_id = ${place.sparePartId}, warehouse_id = ${place.warehouseId},
          version = p.version + 1, updated_at = ${tx.clock()}
      WHERE p.state::text = ANY(${[...partMachine.sources('IN_STOCK')].filter((state) => state !== 'INSTALLED')}::text[])
        AND (p.spare_part_id IS NULL OR p.spare_part_id = ${place.sparePartId})
      RETURNING p.id, p.serial
    ), written AS (
      INSERT INTO part_events (part_id, at, kind, warehouse_id, actor, reason)
      SELECT id, ${tx.clock()}, 'RECEIVED', ${place.warehouseId}, ${tx.actor.name}, ${reason} FROM received
    )
    SELECT serial::text AS serial FROM received`
  await refuseOthers(tx, serials, rows)
}

async function issue(tx: TxCtx, place: Place, serials: readonly string[], reason: string): Promise<void> {
  const rows = await tx.db.$queryRaw<{ serial: string }[]>`
    WITH issued AS (
      UPDATE parts SET state = 'REMOVED', warehouse_id = NULL, version = version + 1, updated_at = ${tx.clock()}
      WHERE serial = ANY(${[...serials]}::citext[]) AND state = 'IN_STOCK'
        AND spare_part_id = ${place.sparePartId} AND warehouse_id = ${place.warehouseId}
      RETURNING id, serial
    ), written AS (
      INSERT INTO part_events (part_id, at, kind, warehouse_id, actor, reason)
      SELECT id, ${tx.clock()}, 'ISSUED', ${place.warehouseId}, ${tx.actor.name}, ${reason} FROM issued
    )
    SELECT serial::text AS serial FROM issued`
  await refuseOthers(tx, serials, rows)
}

/** All or none: the first that did not move is named, with where it is. */
async function refuseOthers(tx: TxCtx, serials: readonly string[], moved: readonly { serial: string }[]) {
  if (moved.length === serials.length) return
  const done = new Set(moved.map(({ serial }) => serial.toLowerCase()))
  const serial = serials.find((one) => !done.has(one.toLowerCase())) ?? ''
  const piece = await tx.db.part.findUnique({
    where: { serial },
    select: {
      state: true,
      sparePart: { select: { sku: true } },
      warehouse: { select: { code: true } },
      server: { select: { barcode: true } },
    },
  })
  if (piece === null) throw conflict('conflict', `No piece ${serial} is known there.`, { serial })
  const state: PartState = piece.state
  const where = partWhereabouts(state, { warehouse: piece.warehouse?.code, server: piece.server?.barcode })
  const what = piece.sparePart === null ? '' : ` (${piece.sparePart.sku})`
  throw conflict('conflict', `${serial}${what} ${where}.`, { serial, state })
}
