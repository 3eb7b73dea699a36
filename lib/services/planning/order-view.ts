import type { OrderView } from '../../contracts/planning/order'
import type { Prisma } from '../../db/generated/client'
import { REPLACEABLE } from '../../domain/order-state'

export const orderSelect = {
  id: true,
  number: true,
  status: true,
  customer: true,
  datacenterId: true,
  datacenter: { select: { code: true } },
  cpuCores: true,
  ramGb: true,
  nvmeGb: true,
  lines: {
    select: { count: true, minCpuCores: true, minRamGb: true, minNvmeGb: true },
    orderBy: { position: 'asc' },
  },
  image: { select: { slug: true } },
  plans: { where: { status: { in: ['current', 'allocated'] } }, select: { id: true } },
  allocations: {
    where: { OR: [{ status: 'ACTIVE' }, { status: 'LOST', replacedById: null }] },
    select: { status: true, planId: true, server: { select: { barcode: true } } },
    orderBy: { id: 'asc' },
  },
  jobs: { select: { id: true }, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] },
  endsAt: true,
  cancelRequestedAt: true,
  statusSince: true,
  createdAt: true,
  updatedAt: true,
  version: true,
} as const satisfies Prisma.OrderSelect

export type OrderRow = Prisma.OrderGetPayload<{ select: typeof orderSelect }>

export function toOrderView(row: OrderRow): OrderView {
  const plan = row.plans[0]?.id
  return {
    number: row.number,
    status: row.status,
    customer: row.customer,
    datacenter: row.datacenter.code,
    cpuCores: row.cpuCores,
    ramGb: row.ramGb,
    nvmeGb: row.nvmeGb,
    lines: row.lines,
    ...(plan === undefined ? {} : { plan }),
    servers: row.allocations.filter(({ status }) => status === 'ACTIVE').map(({ server }) => server.barcode),
    degraded: degradedOf(row),
    jobs: row.jobs.map(({ id }) => id),
    ...(row.image === null ? {} : { image: row.image.slug }),
    ...(row.endsAt === null ? {} : { endsAt: row.endsAt.toISOString() }),
    cancelRequested: row.cancelRequestedAt !== null,
    statusSince: row.statusSince.toISOString(),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    version: row.version,
  }
}

/** Lost and not replaced; what was lost under a plan that a later one superseded is no longer missed. */
function degradedOf(row: OrderRow): string[] {
  if (!REPLACEABLE.includes(row.status)) return []
  const plan = row.plans[0]?.id
  return row.allocations
    .filter(({ status, planId }) => status === 'LOST' && (planId === null || planId === plan))
    .map(({ server }) => server.barcode)
}
