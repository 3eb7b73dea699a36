import type { WarehouseView } from '../../contracts/inventory/warehouse'
import type { Prisma } from '../../db/generated/client'

export const warehouseSelect = {
  id: true,
  code: true,
  name: true,
  datacenterId: true,
  datacenter: { select: { code: true } },
  createdAt: true,
  updatedAt: true,
  version: true,
} as const satisfies Prisma.WarehouseSelect

type Row = Prisma.WarehouseGetPayload<{ select: typeof warehouseSelect }>

export function toWarehouseView(row: Row): WarehouseView {
  return {
    code: row.code,
    datacenter: row.datacenter.code,
    ...(row.name === null ? {} : { name: row.name }),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    version: row.version,
  }
}
