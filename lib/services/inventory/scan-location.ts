import type { ScanInput } from '../../contracts/inventory/server'
import type { TxCtx } from '../../db/context'
import { unknownReference } from '../../domain/errors'
import type { Face } from '../../domain/rack-space'
import type { ScanLocation } from '../../domain/scan'

/** Where a scan puts a server, resolved to ids. The rack's face is undefined where the scan does not say. */
export type ResolvedLocation =
  | { into: 'warehouse'; id: number; code: string; datacenterId: number }
  | {
      into: 'rack'
      id: number
      code: string
      datacenterId: number
      u: number
      face: Face | undefined
      maxPowerW: number | null
      maxWeightKg: number | null
    }

/** 422 `unknown-reference` that names the field when there is no such warehouse or rack. */
export const resolveLocation = async (tx: TxCtx, location: ScanInput['location']): Promise<ResolvedLocation> => {
  if ('warehouse' in location) {
    const row = await tx.db.warehouse.findUnique({
      where: { code: location.warehouse },
      select: { id: true, code: true, datacenterId: true },
    })
    if (row === null) throw unknownReference('location.warehouse', 'warehouse', location.warehouse)
    return { into: 'warehouse', ...row }
  }
  const row = await tx.db.rack.findUnique({
    where: { code: location.rack },
    select: { id: true, code: true, datacenterId: true, maxPowerW: true, maxWeightKg: true },
  })
  if (row === null) throw unknownReference('location.rack', 'rack', location.rack)
  return { into: 'rack', ...row, u: location.u, face: location.face }
}

/** Where a server stands, as far as a scan looks at it. */
export interface StandsAt {
  datacenterId: number
  warehouseId: number | null
  rackId: number | null
  u: number | null
  face: Face | null
}

/** Without a face, a server that stands at this unit keeps its own, and any other is put in from the front. */
export function faceFor(location: ResolvedLocation & { into: 'rack' }, server: StandsAt | null): Face {
  if (location.face !== undefined) return location.face
  return server !== null && server.rackId === location.id && server.u === location.u && server.face !== null
    ? server.face
    : 'front'
}

/** The location as the domain's scan table compares it. */
export function scanLocation(location: ResolvedLocation, server: StandsAt | null): ScanLocation {
  if (location.into === 'warehouse') {
    return { into: 'warehouse', datacenter: location.datacenterId, warehouse: location.id }
  }
  const { datacenterId, id, u } = location
  return { into: 'rack', datacenter: datacenterId, rack: id, u, face: faceFor(location, server) }
}

/** "in rack A-07 at U12", "in warehouse W1". */
export function locationInWords(location: ResolvedLocation): string {
  return location.into === 'rack' ? `in rack ${location.code} at U${location.u}` : `in warehouse ${location.code}`
}
