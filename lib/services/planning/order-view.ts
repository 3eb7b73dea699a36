import type { OrderView } from '../../contracts/planning/order'
import { type OrderState, REPLACEABLE } from '../../domain/order-state'

/** An order with all that its view shows: see `loadOrders`. */
export interface OrderRow {
  id: number
  number: string
  status: OrderState
  customer: string
  datacenterId: number
  datacenter: string
  cpuCores: number
  ramGb: number
  nvmeGb: number
  /** In their order. */
  lines: { id: number; count: number; minCpuCores: number; minRamGb: number; minNvmeGb: number }[]
  image: string | null
  boot: 'media' | 'network'
  canary: number | null
  failureBudget: number | null
  /** Current, or allocated. */
  plan: string | null
  /** How many servers that plan has. */
  plannedServers: number | null
  createdBy: string | null
  /** Active ones, and those lost that were not replaced. */
  allocations: { status: 'ACTIVE' | 'LOST'; planId: string | null; barcode: string }[]
  jobs: string[]
  endsAt: Date | null
  cancelRequestedAt: Date | null
  statusSince: Date
  createdAt: Date
  updatedAt: Date
  version: number
}

export function toOrderView(row: OrderRow): OrderView {
  return {
    number: row.number,
    status: row.status,
    customer: row.customer,
    datacenter: row.datacenter,
    cpuCores: row.cpuCores,
    ramGb: row.ramGb,
    nvmeGb: row.nvmeGb,
    lines: row.lines.map(({ id, ...line }) => line),
    ...(row.plan === null ? {} : { plan: row.plan }),
    ...wantedOf(row),
    servers: row.allocations.filter(({ status }) => status === 'ACTIVE').map(({ barcode }) => barcode),
    degraded: degradedOf(row),
    jobs: row.jobs,
    ...(row.image === null ? {} : { image: row.image }),
    boot: row.boot,
    ...wavesOf(row),
    ...(row.endsAt === null ? {} : { endsAt: row.endsAt.toISOString() }),
    ...(row.createdBy === null ? {} : { createdBy: row.createdBy }),
    cancelRequested: row.cancelRequestedAt !== null,
    statusSince: row.statusSince.toISOString(),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    version: row.version,
  }
}

/** Of lines as many as they ask for; of totals as many as the plan takes. */
function wantedOf({ lines, plannedServers }: OrderRow): Pick<OrderView, 'wantedServers'> {
  if (lines.length > 0) return { wantedServers: lines.reduce((sum, { count }) => sum + count, 0) }
  return plannedServers === null ? {} : { wantedServers: plannedServers }
}

function wavesOf({ canary, failureBudget }: OrderRow): Pick<OrderView, 'waves'> {
  if (canary === null && failureBudget === null) return {}
  return { waves: { ...(canary === null ? {} : { canary }), ...(failureBudget === null ? {} : { failureBudget }) } }
}

/** Lost and not replaced; what was lost under a plan that a later one superseded is no longer missed. */
function degradedOf(row: OrderRow): string[] {
  if (!REPLACEABLE.includes(row.status)) return []
  return row.allocations
    .filter(({ status, planId }) => status === 'LOST' && (planId === null || planId === row.plan))
    .map(({ barcode }) => barcode)
}
