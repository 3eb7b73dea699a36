import type { ServerSortKey } from './server-sort'

/** What a list of servers can show of each beside its barcode, in the order of its columns. */
export const SERVER_COLUMNS = [
  'state',
  'health',
  'model',
  'place',
  'order',
  'notable',
  'firmware',
  'serial',
  'asset',
  'hosts',
  'tags',
  'scanned',
  'updated',
] as const
export type ServerColumn = (typeof SERVER_COLUMNS)[number]

export const USUAL_COLUMNS: readonly ServerColumn[] = [
  'state',
  'health',
  'model',
  'place',
  'order',
  'notable',
  'firmware',
  'serial',
  'scanned',
]

/** The head of each, for the table, the choice of columns and the file. */
export const COLUMN_WORDS: Record<ServerColumn, string> = {
  state: 'State',
  health: 'Health',
  model: 'Model',
  place: 'Place',
  order: 'Order',
  notable: 'Notable',
  firmware: 'Firmware',
  serial: 'Serial',
  asset: 'Asset number',
  hosts: 'Host names',
  tags: 'Tags',
  scanned: 'Last scan, ago',
  updated: 'Changed, ago',
}

/** The columns that the list can be sorted by. */
export const COLUMN_SORTS: Partial<Record<ServerColumn, ServerSortKey>> = {
  state: 'state',
  model: 'model',
  place: 'place',
  notable: 'tickets',
  serial: 'serial',
  scanned: 'lastScannedAt',
  updated: 'updatedAt',
}
