import type { StocktakeLineView, StocktakeSummaryView, StocktakeView } from '../../contracts/inventory/stocktake'
import type { Ctx, TxCtx } from '../../db/context'
import { Prisma } from '../../db/generated/client'
import type { ServerState } from '../../domain/server-state'

export const stocktakeSelect = {
  id: true,
  rackId: true,
  warehouseId: true,
  datacenterId: true,
  rack: { select: { code: true } },
  warehouse: { select: { code: true } },
  datacenter: { select: { code: true } },
  startedBy: true,
  startedAt: true,
  closedBy: true,
  closedAt: true,
  found: true,
  missing: true,
  unexpected: true,
} as const satisfies Prisma.StocktakeSelect

export type StocktakeRow = Prisma.StocktakeGetPayload<{ select: typeof stocktakeSelect }>

/** A rack has a few dozen; of a warehouse with thousands the first are shown, and the counts tell of the rest. */
const MOST_LINES = 200

export function toStocktakeSummary(row: StocktakeRow): StocktakeSummaryView {
  const { found, missing, unexpected } = row
  const closed = found !== null && missing !== null && unexpected !== null
  return {
    id: row.id,
    ...(row.rack === null ? {} : { rack: row.rack.code }),
    ...(row.warehouse === null ? {} : { warehouse: row.warehouse.code }),
    datacenter: row.datacenter.code,
    startedBy: row.startedBy,
    startedAt: row.startedAt.toISOString(),
    ...(row.closedBy === null || row.closedAt === null
      ? {}
      : { closedBy: row.closedBy, closedAt: row.closedAt.toISOString() }),
    ...(closed ? { counts: { found, missing, unexpected } } : {}),
  }
}

/** The place of a stocktake in words: "rack FRA1-A07". */
export function stocktakePlace(row: StocktakeRow): string {
  return row.rack === null ? `warehouse ${row.warehouse?.code ?? ''}` : `rack ${row.rack.code}`
}

interface Line {
  code: string
  status: StocktakeLineView['status']
  state: ServerState | null
  recorded: string | null
  u: number | null
  settled: 'missing' | 'ignored' | null
  reason: string | null
  settledBy: string | null
  ofStatus: number
  ofOpen: number
}

/** What is expected (the servers that stand there now) beside what was seen, in one statement. */
export const viewStocktake = async (ctx: Ctx | TxCtx, row: StocktakeRow): Promise<StocktakeView> => {
  const stands =
    row.rackId === null ? Prisma.sql`warehouse_id = ${row.warehouseId}` : Prisma.sql`rack_id = ${row.rackId}`
  const lines = await ctx.db.$queryRaw<Line[]>`
    WITH expected AS (SELECT barcode FROM servers WHERE ${stands} AND state <> 'DECOMMISSIONED'),
    lines AS (
      SELECT coalesce(e.barcode, s.code) AS code, s.settled, s.reason, s.settled_by,
        CASE WHEN s.seen_at IS NULL THEN 'missing' WHEN e.barcode IS NULL THEN 'unexpected' ELSE 'found' END AS status
      FROM expected e
      FULL JOIN (SELECT * FROM stocktake_lines WHERE stocktake_id = ${row.id}::uuid) s ON s.code = e.barcode
      WHERE e.barcode IS NOT NULL OR s.seen_at IS NOT NULL
    ),
    ranked AS (
      SELECT *, count(*) OVER of_status AS of_status,
        count(*) FILTER (WHERE settled IS NULL) OVER of_status AS of_open,
        row_number() OVER (PARTITION BY status ORDER BY settled IS NOT NULL, code) AS rank
      FROM lines WINDOW of_status AS (PARTITION BY status)
    )
    SELECT l.code::text, l.status, l.settled::text, l.reason, l.settled_by AS "settledBy", l.of_status::int AS "ofStatus",
      l.of_open::int AS "ofOpen", v.state::text, v.u, coalesce(r.code, w.code)::text AS recorded
    FROM ranked l LEFT JOIN servers v ON v.barcode = l.code LEFT JOIN racks r ON r.id = v.rack_id
      LEFT JOIN warehouses w ON w.id = v.warehouse_id
    WHERE l.rank <= ${MOST_LINES} ORDER BY l.status, l.rank`
  const first = (status: Line['status']) => lines.find((line) => line.status === status)
  const { counts: _, ...summary } = toStocktakeSummary(row)
  const count = (status: Line['status']) => first(status)?.ofStatus ?? 0
  return {
    ...summary,
    counts: { found: count('found'), missing: count('missing'), unexpected: count('unexpected') },
    open: (first('missing')?.ofOpen ?? 0) + (first('unexpected')?.ofOpen ?? 0),
    lines: lines.map(toLine),
  }
}

function toLine(line: Line): StocktakeLineView {
  const { code, status, state, recorded, u, settled, reason, settledBy } = line
  return {
    ...{ code, status },
    ...(state === null ? {} : { state }),
    ...(recorded === null ? {} : { recorded }),
    ...(u === null ? {} : { u }),
    ...(settled === null ? {} : { settled }),
    ...(reason === null ? {} : { reason }),
    ...(settledBy === null ? {} : { settledBy }),
  }
}
