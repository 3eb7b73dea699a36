import type { RackItemView } from '../../contracts/inventory/rack'
import type { Prisma } from '../../db/generated/client'

/** Of items whose racks are known. */
export const itemInRackSelect = {
  id: true,
  rackId: true,
  u: true,
  heightU: true,
  face: true,
  depth: true,
  side: true,
  kind: true,
  name: true,
  createdAt: true,
  updatedAt: true,
  version: true,
} as const satisfies Prisma.RackItemSelect

export const rackItemSelect = {
  ...itemInRackSelect,
  rack: { select: { code: true, datacenterId: true } },
} as const satisfies Prisma.RackItemSelect

type ItemInRack = Prisma.RackItemGetPayload<{ select: typeof itemInRackSelect }>
export type RackItemRow = Prisma.RackItemGetPayload<{ select: typeof rackItemSelect }>

export function toRackItemView(row: ItemInRack & { rack: { code: string } }): RackItemView {
  return {
    id: row.id,
    rack: row.rack.code,
    u: row.u,
    heightU: row.heightU,
    face: row.face,
    ...(row.side === null ? {} : { side: row.side }),
    kind: row.kind,
    name: row.name,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    version: row.version,
  }
}
