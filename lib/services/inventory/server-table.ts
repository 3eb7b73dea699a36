import { Prisma } from '../../db/generated/client'
import { SERVER_COLUMNS, type ServerColumn } from '../../domain/server-columns'
import type { Health } from '../../domain/state-words'
import { HEALTH } from './server-condition'

export interface TableRow {
  id: number
  barcode: string
  state: string
  health: Health
  model: string | null
  datacenter: string
  rack: string | null
  u: number | null
  warehouse: string | null
  order: string | null
  openHighTickets: number
  hold: string | null
  needsWipe: boolean
  firmwareAtTarget: boolean
  serial: string | null
  assetNumber: string | null
  hostnames: string[]
  tags: string[]
  lastScannedAt: Date | null
  updatedAt: Date
}

/** The rows of servers `s`, each with all that a table may show of it, in no order. */
export const TABLE_ROWS = Prisma.sql`
  SELECT s.id, s.barcode::text AS barcode, s.state::text AS state, ${HEALTH} AS health, m.slug::text AS model, d.code::text AS datacenter,
    r.code::text AS rack, s.u, w.code::text AS warehouse, o.number::text AS "order", s.open_high_tickets AS "openHighTickets",
    h.reason AS hold, s.needs_wipe AS "needsWipe", s.firmware_at_target AS "firmwareAtTarget", s.serial,
    s.asset_number AS "assetNumber", s.hostnames, s.tags, s.last_scanned_at AS "lastScannedAt", s.updated_at AS "updatedAt"
  FROM servers s JOIN datacenters d ON d.id = s.datacenter_id
    LEFT JOIN LATERAL (
      SELECT server_id FROM tickets WHERE server_id = s.id AND status IN ('OPEN', 'IN_PROGRESS') LIMIT 1) t ON true
    LEFT JOIN server_models m ON m.id = s.model_id LEFT JOIN racks r ON r.id = s.rack_id
    LEFT JOIN warehouses w ON w.id = s.warehouse_id LEFT JOIN orders o ON o.id = s.order_id LEFT JOIN holds h ON h.id = s.hold_id`

type Cell = (row: TableRow) => string | number | undefined | null

/** What each column of the list is in a table: under the names of the API, so that a program reads both alike. */
const CELLS: Record<ServerColumn, Record<string, Cell>> = {
  state: { state: (row) => row.state },
  health: { health: (row) => row.health },
  model: { model: (row) => row.model },
  place: {
    datacenter: (row) => row.datacenter,
    rack: (row) => row.rack,
    u: (row) => row.u,
    warehouse: (row) => row.warehouse,
  },
  order: { order: (row) => row.order },
  notable: {
    openHighTickets: (row) => row.openHighTickets,
    hold: (row) => row.hold,
    needsWipe: (row) => (row.needsWipe ? 'yes' : 'no'),
  },
  firmware: { firmwareAtTarget: (row) => (row.firmwareAtTarget ? 'yes' : 'no') },
  serial: { serial: (row) => row.serial },
  asset: { assetNumber: (row) => row.assetNumber },
  hosts: { hostnames: (row) => row.hostnames.join(' ') },
  tags: { tags: (row) => row.tags.join(' ') },
  scanned: { lastScannedAt: (row) => row.lastScannedAt?.toISOString() },
  updated: { updatedAt: (row) => row.updatedAt.toISOString() },
}

/** The table's head and how a line of it is made, for these columns. */
export function serverTable(columns: readonly ServerColumn[] = SERVER_COLUMNS) {
  const cells = SERVER_COLUMNS.filter((column) => columns.includes(column)).flatMap((column) =>
    Object.entries(CELLS[column]),
  )
  return {
    head: ['barcode', ...cells.map(([name]) => name)],
    line: (row: TableRow) => [row.barcode, ...cells.map(([, cell]) => String(cell(row) ?? ''))],
  }
}
