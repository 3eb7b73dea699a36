import type { Prisma } from '../../db/generated/client'
import { SERVER_COLUMNS, type ServerColumn } from '../../domain/server-columns'
import type { Health } from '../../domain/state-words'

export const tableSelect = {
  id: true,
  barcode: true,
  state: true,
  model: { select: { slug: true } },
  datacenter: { select: { code: true } },
  warehouse: { select: { code: true } },
  rack: { select: { code: true } },
  u: true,
  order: { select: { number: true } },
  hold: { select: { reason: true } },
  openHighTickets: true,
  needsWipe: true,
  firmwareAtTarget: true,
  serial: true,
  assetNumber: true,
  hostnames: true,
  tags: true,
  lastScannedAt: true,
  updatedAt: true,
} as const satisfies Prisma.ServerSelect
export type TableRow = Prisma.ServerGetPayload<{ select: typeof tableSelect }> & { health: Health | undefined }

type Cell = (row: TableRow) => string | number | undefined | null

/** What each column of the list is in a table: under the names of the API, so that a program reads both alike. */
const CELLS: Record<ServerColumn, Record<string, Cell>> = {
  state: { state: (row) => row.state },
  health: { health: (row) => row.health },
  model: { model: (row) => row.model?.slug },
  place: {
    datacenter: (row) => row.datacenter.code,
    rack: (row) => row.rack?.code,
    u: (row) => row.u,
    warehouse: (row) => row.warehouse?.code,
  },
  order: { order: (row) => row.order?.number },
  notable: {
    openHighTickets: (row) => row.openHighTickets,
    hold: (row) => row.hold?.reason,
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
