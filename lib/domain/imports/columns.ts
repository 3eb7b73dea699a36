import type { ImportKindName } from './import-state'

export interface ColumnSpec {
  field: string
  /** As a template names it. */
  title: string
  /** Other names that people give it, folded (see `foldHeader`). */
  also: readonly string[]
  /** What stands in a template's example row. */
  example: string
  required?: true
}

const servers: readonly ColumnSpec[] = [
  {
    field: 'barcode',
    title: 'barcode',
    also: ['servercode', 'server', 'code', 'inventorynumber'],
    example: 'SRV-900001',
    required: true,
  },
  { field: 'serial', title: 'serial', also: ['serialnumber', 'serialno', 'sn', 'servicetag'], example: '7XK2J93' },
  {
    field: 'assetNumber',
    title: 'assetNumber',
    also: ['asset', 'assetno', 'assettag', 'assetid'],
    example: 'AN-20417',
  },
  {
    field: 'model',
    title: 'model',
    also: ['servermodel', 'modelslug', 'slug', 'devicetype', 'type'],
    example: 'dell-poweredge-r650',
  },
  { field: 'datacenter', title: 'datacenter', also: ['dc', 'site', 'datacentre', 'location'], example: 'FRA1' },
  { field: 'warehouse', title: 'warehouse', also: ['store', 'storage', 'depot'], example: '' },
  { field: 'rack', title: 'rack', also: ['rackcode', 'cabinet', 'rackname'], example: 'FRA1-A07' },
  {
    field: 'u',
    title: 'u',
    also: ['unit', 'position', 'rackunit', 'rackposition', 'slot', 'lowestu', 'startu'],
    example: '12',
  },
  { field: 'face', title: 'face', also: ['side', 'rackface'], example: 'front' },
  { field: 'tags', title: 'tags', also: ['tag', 'labels'], example: 'gpu; leased' },
  {
    field: 'hostnames',
    title: 'hostnames',
    also: ['hostname', 'hosts', 'fqdn', 'dnsname', 'name'],
    example: 'web-17.example.net',
  },
  {
    field: 'bmc',
    title: 'bmc',
    also: ['bmcaddress', 'bmcurl', 'idrac', 'ilo', 'ipmi', 'oob', 'oobip', 'managementaddress'],
    example: 'https://10.20.0.17',
  },
]

const racks: readonly ColumnSpec[] = [
  {
    field: 'code',
    title: 'code',
    also: ['rack', 'rackcode', 'name', 'rackname', 'cabinet'],
    example: 'FRA1-C01',
    required: true,
  },
  {
    field: 'datacenter',
    title: 'datacenter',
    also: ['dc', 'site', 'datacentre', 'location'],
    example: 'FRA1',
    required: true,
  },
  { field: 'row', title: 'row', also: ['aisle', 'rackrow'], example: 'C' },
  {
    field: 'heightU',
    title: 'heightU',
    also: ['height', 'uheight', 'units', 'size', 'u'],
    example: '42',
    required: true,
  },
  {
    field: 'maxPowerW',
    title: 'maxPowerW',
    also: ['power', 'maxpower', 'powerw', 'powerbudget', 'watts', 'maxwatts'],
    example: '8000',
  },
  {
    field: 'maxWeightKg',
    title: 'maxWeightKg',
    also: ['weight', 'maxweight', 'weightkg', 'maxkg', 'load'],
    example: '900',
  },
  { field: 'tags', title: 'tags', also: ['tag', 'labels'], example: '' },
]

/** The columns of a table, by kind; device types are no table. */
export const COLUMNS: Record<ImportKindName, readonly ColumnSpec[]> = { servers, racks, 'device-types': [] }

/** "Serial No." and "serial_no" are one name. */
export function foldHeader(header: string): string {
  return header.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')
}

export interface ColumnMatch {
  header: string
  /** What it was taken for; null: nothing of it is read. */
  field: string | null
}

/** Which column is what: by its name, then by one of the others that people use. Of two for one field the first counts. */
export function matchColumns(kind: ImportKindName, header: readonly string[]): ColumnMatch[] {
  const folded = header.map(foldHeader)
  const found = new Map<number, string>()
  for (const { field, title, also } of COLUMNS[kind]) {
    const names = [foldHeader(title), ...also]
    const at = names.map((name) => folded.indexOf(name)).find((index) => index >= 0 && !found.has(index))
    if (at !== undefined) found.set(at, field)
  }
  return header.map((name, index) => ({ header: name, field: found.get(index) ?? null }))
}

/** The titles of required columns that no header was taken for. */
export function missingColumns(kind: ImportKindName, matches: readonly ColumnMatch[]): string[] {
  return COLUMNS[kind]
    .filter(({ field, required }) => required === true && !matches.some((match) => match.field === field))
    .map(({ title }) => title)
}

/** A table to fill in: the header and one row as an example. */
export function templateOf(kind: ImportKindName): string {
  const columns = COLUMNS[kind]
  const line = (cells: readonly string[]) => cells.map((cell) => (/[;,"]/.test(cell) ? `"${cell}"` : cell)).join(',')
  return `${line(columns.map(({ title }) => title))}\r\n${line(columns.map(({ example }) => example))}\r\n`
}
