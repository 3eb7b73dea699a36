import type { PartView } from '../../contracts/tickets/part'
import type { Prisma } from '../../db/generated/client'

export const partSelect = {
  id: true,
  serial: true,
  state: true,
  createdAt: true,
  updatedAt: true,
  version: true,
  sparePart: { select: { sku: true } },
  warehouse: { select: { code: true } },
  server: { select: { barcode: true } },
} as const satisfies Prisma.PartSelect

type Row = Prisma.PartGetPayload<{ select: typeof partSelect }>

export function toPartView(row: Row): PartView {
  return {
    serial: row.serial,
    state: row.state,
    ...(row.sparePart === null ? {} : { sku: row.sparePart.sku }),
    ...(row.warehouse === null ? {} : { warehouse: row.warehouse.code }),
    ...(row.server === null ? {} : { server: row.server.barcode }),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    version: row.version,
  }
}

/** Pieces that stand where the actor may read; those in no place are nobody's, and everybody's. */
export function visibleParts(ids: { in: number[] } | undefined): Prisma.PartWhereInput {
  if (ids === undefined) return {}
  return {
    OR: [
      { warehouse: { datacenterId: ids } },
      { server: { datacenterId: ids } },
      { warehouseId: null, serverId: null },
    ],
  }
}
