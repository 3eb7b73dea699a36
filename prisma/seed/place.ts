import { compareNatural } from '../../lib/domain/code'
import type { Bulk } from './bulk'

export interface SeedRack {
  id: number
  code: string
  datacenterId: number
  /** Free units of the front and rear face, by unit. */
  free: { front: boolean[]; rear: boolean[] }
}
export interface SeedWarehouse {
  id: number
  code: string
  datacenterId: number
}
export interface SeedDatacenter {
  id: number
  code: string
  racks: SeedRack[]
  warehouses: SeedWarehouse[]
}

const CITIES = [
  { code: 'FRA1', name: 'Frankfurt' },
  { code: 'AMS2', name: 'Amsterdam' },
  { code: 'IAD3', name: 'Ashburn' },
] as const

const RACK_HEIGHT = 42
const PER_ROW = 8

/** Three datacenters with `racks` racks between them, two warehouses each, and what else stands in a rack. */
export async function seedPlaces(
  bulk: Bulk,
  racks: number,
  walkKey: (row: string, code: string) => string,
): Promise<SeedDatacenter[]> {
  const perDatacenter = Math.ceil(racks / CITIES.length)
  const datacenters: SeedDatacenter[] = []
  for (const city of CITIES) {
    const [id = 0] = await bulk.ids('datacenters', 1)
    await bulk.insert('datacenters', [{ id, code: city.code, name: city.name }])
    const warehouseIds = await bulk.ids('warehouses', 2)
    const warehouses = warehouseIds.map((warehouseId, i) => ({
      id: warehouseId,
      code: `${city.code}-W${i + 1}`,
      datacenterId: id,
    }))
    await bulk.insert(
      'warehouses',
      warehouses.map(({ id, code, datacenterId }, i) => ({
        id,
        code,
        datacenter_id: datacenterId,
        name: i === 0 ? 'Main store' : 'Repair bench',
      })),
    )
    const rackIds = await bulk.ids('racks', perDatacenter)
    const made = rackIds.map((rackId, i): SeedRack & { row: string } => {
      const row = rowName(Math.floor(i / PER_ROW))
      return {
        id: rackId,
        row,
        code: `${city.code}-${row}${String((i % PER_ROW) + 1).padStart(2, '0')}`,
        datacenterId: id,
        free: { front: Array(RACK_HEIGHT + 1).fill(true), rear: Array(RACK_HEIGHT + 1).fill(true) },
      }
    })
    await bulk.insert(
      'racks',
      made.map((rack) => ({
        id: rack.id,
        code: rack.code,
        datacenter_id: id,
        row: rack.row,
        walk_key: walkKey(rack.row, rack.code),
        height_u: RACK_HEIGHT,
        max_power_w: 22_000,
        max_weight_kg: 900,
      })),
    )
    await bulk.insert(
      'rack_items',
      made.flatMap((rack) => fixtures(rack)),
    )
    datacenters.push({ id, code: city.code, racks: made.sort((a, b) => compareNatural(a.code, b.code)), warehouses })
  }
  return datacenters
}

/** A, B … Z, AA, AB … */
function rowName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26))
  return index < 26 ? letter : rowName(Math.floor(index / 26) - 1) + letter
}

/** A top-of-rack switch in front, a panel above it, a PDU behind, and one along each side of the back. */
function fixtures(rack: SeedRack): Record<string, unknown>[] {
  const items = [
    { u: 42, face: 'front', kind: 'panel', name: 'Patch panel 24 × LC' },
    { u: 41, face: 'front', kind: 'switch', name: `${rack.code}-sw1` },
    { u: 42, face: 'rear', kind: 'pdu', name: `${rack.code}-pdu` },
    { u: 41, face: 'rear', kind: 'blanking', name: 'Blanking 1U' },
  ] as const
  const inUnits = items.map(({ u, face, kind, name }) => {
    rack.free[face][u] = false
    return { rack_id: rack.id, u, height_u: 1, face, depth: 'half', side: null, kind, name }
  })
  const atSides = (['left', 'right'] as const).map((side) => {
    const name = `${rack.code}-pdu-${side === 'left' ? 'a' : 'b'}`
    return { rack_id: rack.id, u: 2, height_u: 38, face: 'rear', depth: 'half', side, kind: 'pdu', name }
  })
  return [...inUnits, ...atSides]
}

/** The lowest place from `from` upward, or null; marks it as taken. */
export function takePlace(rack: SeedRack, shape: { heightU: number; depth: 'full' | 'half' }, from = 1): number | null {
  const faces = shape.depth === 'full' ? [rack.free.front, rack.free.rear] : [rack.free.front]
  for (let u = from; u + shape.heightU - 1 <= RACK_HEIGHT; u++) {
    const units = Array.from({ length: shape.heightU }, (_, i) => u + i)
    if (!units.every((unit) => faces.every((face) => face[unit] === true))) continue
    for (const unit of units) for (const face of faces) face[unit] = false
    return u
  }
  return null
}
