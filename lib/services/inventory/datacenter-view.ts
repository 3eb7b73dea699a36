import type { DatacenterView } from '../../contracts/inventory/datacenter'
import type { Prisma } from '../../db/generated/client'

export const datacenterSelect = {
  id: true,
  code: true,
  name: true,
  powerOutageSince: true,
  maxProvisioning: true,
  maxProvisioningPerRack: true,
  createdAt: true,
  updatedAt: true,
  version: true,
} as const satisfies Prisma.DatacenterSelect

export type DatacenterRow = Prisma.DatacenterGetPayload<{ select: typeof datacenterSelect }>

export function toDatacenterView(row: DatacenterRow): DatacenterView {
  return {
    code: row.code,
    name: row.name,
    powerOutage: row.powerOutageSince !== null,
    ...(row.powerOutageSince === null ? {} : { powerOutageSince: row.powerOutageSince.toISOString() }),
    ...(row.maxProvisioning === null ? {} : { maxProvisioning: row.maxProvisioning }),
    ...(row.maxProvisioningPerRack === null ? {} : { maxProvisioningPerRack: row.maxProvisioningPerRack }),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    version: row.version,
  }
}
