import type { DatacenterView } from '../../contracts/inventory/datacenter'
import type { Prisma } from '../../db/generated/client'

export const datacenterSelect = {
  id: true,
  code: true,
  name: true,
  powerOutageSince: true,
  createdAt: true,
  updatedAt: true,
  version: true,
} as const satisfies Prisma.DatacenterSelect

type Row = Prisma.DatacenterGetPayload<{ select: typeof datacenterSelect }>

export function toDatacenterView(row: Row): DatacenterView {
  return {
    code: row.code,
    name: row.name,
    powerOutage: row.powerOutageSince !== null,
    ...(row.powerOutageSince === null ? {} : { powerOutageSince: row.powerOutageSince.toISOString() }),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    version: row.version,
  }
}
