import { createServerInput } from '../../contracts/inventory/server'
import { code, label, rackUnit, tags, text } from '../../contracts/primitives'
import type { Face } from '../../domain/rack-space'
import { Cells } from './cells'
import type { TableRow } from './read-table'

export interface ServerValue {
  barcode: string
  serial: string | undefined
  assetNumber: string | undefined
  model: string | undefined
  datacenter: string | undefined
  warehouse: string | undefined
  rack: string | undefined
  u: number | undefined
  face: Face | undefined
  tags: string[] | undefined
  hostnames: string[] | undefined
  bmc: { driver: 'redfish' | 'simulated'; address: string } | undefined
}

export interface ServerRow extends TableRow {
  /** null where the row has errors of its own: what it refers to is not looked up. */
  value: ServerValue | null
}

const hostnames = createServerInput.shape.hostnames.unwrap()
const FACES: Record<string, Face> = { f: 'front', front: 'front', r: 'rear', rear: 'rear', back: 'rear' }

/** The cells of a row as values, each refusal by its column. */
export function parseServerRow(row: TableRow): ServerRow {
  const cells = new Cells(row.cells, row.errors)
  const barcode = cells.required('barcode', code)
  const value = {
    serial: cells.text('serial', label),
    assetNumber: cells.text('assetNumber', label),
    model: cells.text('model', code),
    datacenter: cells.text('datacenter', code),
    warehouse: cells.text('warehouse', code),
    rack: cells.text('rack', code),
    u: cells.whole('u', rackUnit),
    face: faceOf(cells, row.cells.face),
    tags: cells.list('tags', tags),
    hostnames: cells.list('hostnames', hostnames),
    bmc: bmcOf(cells.text('bmc', text(255))),
  }
  checkPlace(cells, row.cells)
  const { errors } = cells
  return {
    ...row,
    errors,
    value: barcode === undefined || errors.length > 0 ? null : { barcode, ...value },
  }
}

function faceOf(cells: Cells, cell: string | undefined): Face | undefined {
  if (cell === undefined) return undefined
  const known = FACES[cell.toLowerCase()]
  if (known === undefined) cells.refuse('face', `“${cell.slice(0, 60)}” is neither front nor rear`)
  return known
}

function bmcOf(address: string | undefined): ServerValue['bmc'] {
  if (address === undefined) return undefined
  return { driver: address.startsWith('sim:') ? 'simulated' : 'redfish', address }
}

/** One place, and all of it. Looks at what was written, so that a cell with an error of its own is not called missing. */
function checkPlace(cells: Cells, given: TableRow['cells']): void {
  const { rack, u, face: side, warehouse, datacenter } = given
  if (rack !== undefined && warehouse !== undefined)
    cells.refuse('warehouse', 'A server stands in a rack or in a warehouse, not in both')
  if (rack !== undefined && u === undefined) cells.refuse('u', 'Is missing: the lowest unit that the server takes')
  if (rack === undefined && u !== undefined) cells.refuse('rack', 'Is missing: a unit is of no use without it')
  if (rack === undefined && side !== undefined && u === undefined)
    cells.refuse('rack', 'Is missing: a face is of no use without it')
  if (rack === undefined && warehouse === undefined && datacenter === undefined)
    cells.refuse('datacenter', 'Is missing, as are rack and warehouse: where is it, or where will it arrive?')
}
