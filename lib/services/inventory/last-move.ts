import { z } from 'zod'
import type { Ctx, TxCtx } from '../../db/context'
import { conflict } from '../../domain/errors'

const place = z.union([
  z.object({ rack: z.string(), u: z.int(), face: z.enum(['front', 'rear']).optional() }),
  z.object({ warehouse: z.string() }),
])
const moveDetail = z.object({
  place: z.object({ from: place.nullable(), to: place.nullable() }).optional(),
  scannedAt: z.iso.datetime().optional(),
})
export type AuditedPlace = z.output<typeof place>

/** One move of a server, as the audit log has it. */
export interface Move {
  id: bigint
  action: string
  by: string
  /** When it was moved: scanned, where it was sent later. */
  at: Date
  /** When it was written. */
  writtenAt: Date
  /** The state that it left, where it left one. */
  fromState: string | null
  from: AuditedPlace | null
  /** null: on its way elsewhere, in no place. */
  to: AuditedPlace | null
}

const LOOKED_AT = 20

interface Row {
  id: bigint
  at: Date
  actor: string
  action: string
  from: string | null
  detail: unknown
}

/** The last moves of a server, newest first; with `after`, only those written later. Found by the log's index on what it is about. */
export const listMoves = async (ctx: Ctx | TxCtx, barcode: string, after: Date | null): Promise<Move[]> => {
  const since = after ?? new Date(0)
  const rows = await ctx.db.$queryRaw<Row[]>`
    SELECT id, at, actor, action, "from", detail FROM audit_log
    WHERE entity = 'server' AND key = ${barcode}::citext AND at > ${since}::timestamptz
      AND (detail->'place' IS NOT NULL OR "to" = 'IN_TRANSIT')
    ORDER BY id DESC LIMIT ${LOOKED_AT}`
  return rows.map((row) => {
    const detail = moveDetail.safeParse(row.detail).data
    return {
      ...{ id: row.id, action: row.action, by: row.actor, writtenAt: row.at, fromState: row.from },
      at: detail?.scannedAt === undefined ? row.at : new Date(detail.scannedAt),
      from: detail?.place?.from ?? null,
      to: detail?.place?.to ?? null,
    }
  })
}

/** The last move of a server that was made after this time, by whatever device and whenever it was sent. */
export const lastMove = async (ctx: Ctx | TxCtx, barcode: string, after: Date): Promise<Move | null> =>
  (await listMoves(ctx, barcode, after)).find((move) => move.at > after) ?? null

/** 409 `moved-since` with the other side: where it was put, by whom and when. */
export function refuseMovedSince(barcode: string, since: Date, move: Move | null): void {
  if (move === null) return
  throw conflict('moved-since', `${barcode}: ${move.by} moved it ${wordsOf(move.to)} after it was scanned.`, {
    barcode,
    scannedAt: since.toISOString(),
    theirs: theirs(move),
  })
}

export function theirs({ to, by, at }: Move) {
  return { place: to, by, at: at.toISOString() }
}

export function wordsOf(to: AuditedPlace | null): string {
  if (to === null) return 'out, to another place,'
  return 'warehouse' in to ? `into ${to.warehouse}` : `into ${to.rack} at U${to.u}`
}
