import type { TxCtx } from '../../db/context'
import type { ScannedCode } from '../../domain/tickets/scan-code'
import { placeInWords } from './place-words'

/** What a code is, and the rows behind it. */
export interface IdentifiedCode extends ScannedCode {
  sparePartId: number | null
  pieceId: number | null
  /** The warehouse in which the piece lies. */
  pieceWarehouse: { id: number; code: string; datacenterId: number } | null
}

/** Looks a scanned code up as server, part and piece, at once: a fixed number of statements. `serverId`: the ticket's. */
export async function identifyCode(tx: TxCtx, code: string, serverId: number): Promise<IdentifiedCode> {
  const servers = await findServers(tx, code)
  const own = servers.find((server) => server.id === serverId)
  const other = servers.find((server) => server.byBarcode) ?? servers[0]
  const part = await tx.db.sparePart.findUnique({ where: { sku: code }, select: { id: true, sku: true } })
  const piece = await tx.db.part.findUnique({ where: { serial: code }, select: pieceSelect })
  return {
    code,
    ownServer: own !== undefined,
    otherServer: other === undefined ? null : { ...other, place: placeInWords(other) },
    sku: part?.sku ?? null,
    sparePartId: part?.id ?? piece?.sparePart?.id ?? null,
    pieceId: piece?.id ?? null,
    pieceWarehouse: piece?.warehouse ?? null,
    piece:
      piece === null
        ? null
        : {
            state: piece.state,
            sku: piece.sparePart?.sku ?? null,
            here: piece.server?.id === serverId,
            place: { warehouse: piece.warehouse?.code, server: piece.server?.barcode },
            leftUnscanned: piece.events[0]?.kind === 'LEFT',
          },
  }
}

const pieceSelect = {
  id: true,
  state: true,
  sparePart: { select: { id: true, sku: true } },
  warehouse: { select: { id: true, code: true, datacenterId: true } },
  server: { select: { id: true, barcode: true } },
  events: { select: { kind: true }, orderBy: { id: 'desc' }, take: 1 },
} as const

/** By barcode, or by the serial or asset number on its own label. */
async function findServers(tx: TxCtx, code: string) {
  const matches = await tx.db.$queryRaw<{ id: number; byBarcode: boolean }[]>`
    SELECT id, true AS "byBarcode" FROM servers WHERE barcode = ${code}::citext
    UNION ALL (SELECT id, false FROM servers WHERE lower(btrim(serial)) = lower(${code}) AND state <> 'DECOMMISSIONED' LIMIT 10)
    UNION ALL (SELECT id, false FROM servers WHERE lower(asset_number) = lower(${code}) AND state <> 'DECOMMISSIONED' LIMIT 10)`
  if (matches.length === 0) return []
  const rows = await tx.db.server.findMany({
    where: { id: { in: matches.map(({ id }) => id) } },
    select: {
      id: true,
      barcode: true,
      u: true,
      rack: { select: { code: true } },
      warehouse: { select: { code: true } },
    },
    orderBy: { id: 'asc' },
  })
  return rows.map((row) => ({ ...row, byBarcode: matches.some(({ id, byBarcode }) => id === row.id && byBarcode) }))
}
