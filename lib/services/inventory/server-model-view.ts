import type { ServerModelView } from '../../contracts/inventory/server-model'
import type { Prisma } from '../../db/generated/client'

export const serverModelSelect = {
  id: true,
  slug: true,
  manufacturer: true,
  model: true,
  heightU: true,
  depth: true,
  cpuCores: true,
  ramGb: true,
  nvmeGb: true,
  maxPowerW: true,
  weightKg: true,
  costCents: true,
  targets: { select: { component: true, version: true }, orderBy: { component: 'asc' } },
  createdAt: true,
  updatedAt: true,
  version: true,
} as const satisfies Prisma.ServerModelSelect

export type ServerModelRow = Prisma.ServerModelGetPayload<{ select: typeof serverModelSelect }>

export function toServerModelView(row: ServerModelRow): ServerModelView {
  return {
    slug: row.slug,
    manufacturer: row.manufacturer,
    model: row.model,
    heightU: row.heightU,
    depth: row.depth,
    ...(row.cpuCores === null ? {} : { cpuCores: row.cpuCores }),
    ...(row.ramGb === null ? {} : { ramGb: row.ramGb }),
    ...(row.nvmeGb === null ? {} : { nvmeGb: row.nvmeGb }),
    ...(row.maxPowerW === null ? {} : { maxPowerW: row.maxPowerW }),
    ...(row.weightKg === null ? {} : { weightKg: row.weightKg }),
    ...(row.costCents === null ? {} : { cost: row.costCents }),
    firmwareTargets: row.targets,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    version: row.version,
  }
}
