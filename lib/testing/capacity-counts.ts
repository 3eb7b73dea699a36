import { COUNTED_FIGURES, type CountedFigure, FIGURE_FILTERS, type FigureFilter } from '../domain/capacity/figures'
import { listServers } from '../services/inventory/list-servers'
import { listOrders } from '../services/planning/list-orders'
import { listJobs } from '../services/provisioning/list-jobs'
import { listStock } from '../services/tickets/list-stock'
import { listTickets } from '../services/tickets/list-tickets'
import type { TestWorld } from './context'

export const WALK_SHAPE = { minCpuCores: 64, minRamGb: 512, minNvmeGb: 3_840 }

export type PlainCounts = Record<CountedFigure, number> & {
  code: string
  servers: number
  freeCpuCores: number
  freeRamGb: number
  freeNvmeGb: number
  powerW: number
  powerBudgetW: number
  ordered: number
  failed: number
  mended: number
  returned: number
  arriving: number
  ending: number
  servableFree: number
  servableStored: number
}

const LIVE = `t.status IN ('OPEN', 'IN_PROGRESS')`
/** From holds and tickets themselves, not from what the server's row says of them. */
const FREE = `m.cpu_cores IS NOT NULL AND m.ram_gb IS NOT NULL AND m.nvme_gb IS NOT NULL AND NOT s.needs_wipe
  AND NOT EXISTS (SELECT 1 FROM holds h WHERE h.server_id = s.id AND h.ended_at IS NULL AND (h.until IS NULL OR h.until > $1::timestamptz))
  AND NOT EXISTS (SELECT 1 FROM tickets t WHERE t.server_id = s.id AND t.priority = 'HIGH' AND ${LIVE})`
const FITS = `m.cpu_cores >= ${WALK_SHAPE.minCpuCores} AND m.ram_gb >= ${WALK_SHAPE.minRamGb} AND m.nvme_gb >= ${WALK_SHAPE.minNvmeGb}`
const FAILED = `a."to" = 'BROKEN' AND a."from" IN ('RACKED', 'IN_WAREHOUSE', 'ALLOCATED', 'PROVISIONING', 'IN_SERVICE', 'NEW')`
const MENDED = `a."from" IN ('BROKEN', 'REPAIRING') AND a."to" IN ('RACKED', 'IN_WAREHOUSE')`
const GIVEN = `FROM orders o JOIN allocation_plans p ON p.order_id = o.id AND p.status = 'allocated'
  JOIN plan_items i ON i.plan_id = p.id WHERE o.datacenter_id = d.id`

/** The figures of each datacenter by plain counts over the tables, as slow as they may be. */
export async function plainCounts(world: TestWorld, windowDays: number): Promise<PlainCounts[]> {
  const count = (where: string) => `count(*) FILTER (WHERE ${where})::int`
  const sum = (what: string, where: string) => `coalesce(sum(${what}) FILTER (WHERE ${where}), 0)::int`
  const since = `$1::timestamptz - interval '${windowDays} days'`
  const audits = `SELECT count(*)::int FROM audit_log a WHERE a.datacenter_id = d.id AND a.entity = 'server' AND a.at >= ${since}`
  const now = world.ctx.clock()
  return world.db.$queryRawUnsafe<PlainCounts[]>(
    `SELECT d.code::text AS code, ${count(`s.state <> 'DECOMMISSIONED'`)} AS servers,
      ${count(`s.state = 'RACKED' AND ${FREE}`)} AS free, ${count(`s.state = 'IN_WAREHOUSE' AND ${FREE}`)} AS warehouse,
      ${count(`s.state IN ('RACKED', 'IN_WAREHOUSE') AND (m.id IS NULL OR NOT (${FREE}))`)} AS "heldBack",
      ${count(`s.state IN ('ALLOCATED', 'PROVISIONING')`)} AS promised, ${count(`s.state = 'IN_SERVICE'`)} AS "inService",
      ${count(`s.state IN ('BROKEN', 'REPAIRING')`)} AS broken,
      ${count(`s.state IN ('NEW', 'IN_FACTORY_TEST', 'IN_TRANSIT')`)} AS coming,
      ${sum('m.cpu_cores', `s.state = 'RACKED' AND ${FREE}`)} AS "freeCpuCores",
      ${sum('m.ram_gb', `s.state = 'RACKED' AND ${FREE}`)} AS "freeRamGb",
      ${sum('m.nvme_gb', `s.state = 'RACKED' AND ${FREE}`)} AS "freeNvmeGb",
      ${sum('m.max_power_w', `s.state IN ('RACKED', 'ALLOCATED', 'PROVISIONING', 'IN_SERVICE')`)} AS "powerW",
      (SELECT coalesce(sum(r.max_power_w), 0)::int FROM racks r WHERE r.datacenter_id = d.id) AS "powerBudgetW",
      (SELECT count(*)::int ${GIVEN} AND o.created_at >= ${since}
        AND o.status IN ('ALLOCATED', 'PROVISIONING', 'ACTIVE', 'FAILED', 'RELEASING', 'RELEASED')) AS ordered,
      (SELECT count(*)::int ${GIVEN} AND o.status = 'RELEASED' AND o.status_since >= ${since} AND o.ends_at IS NULL) AS returned,
      (${audits} AND ${FAILED}) AS failed, (${audits} AND ${MENDED}) AS mended,
      (SELECT count(*)::int FROM servers a WHERE a.destination_id = d.id AND a.state = 'IN_TRANSIT') AS arriving,
      (SELECT count(*)::int ${GIVEN} AND o.status IN ('ALLOCATED', 'PROVISIONING', 'ACTIVE') AND o.ends_at IS NOT NULL) AS ending,
      ${count(`s.state = 'RACKED' AND ${FREE} AND ${FITS}`)} AS "servableFree",
      ${count(`s.state = 'IN_WAREHOUSE' AND ${FREE} AND ${FITS}`)} AS "servableStored"
    FROM datacenters d LEFT JOIN servers s ON s.datacenter_id = d.id LEFT JOIN server_models m ON m.id = s.model_id
    GROUP BY d.id ORDER BY d.code`,
    now,
  )
}

const ALL = 100_000

/** How long the list is to which a figure leads. */
export async function listedServers(world: TestWorld, figure: CountedFigure, datacenter: string): Promise<number> {
  const { states, free }: FigureFilter = FIGURE_FILTERS[figure]
  const page = await listServers(world.ctx, {
    ...{ limit: ALL, datacenter: [datacenter], state: states },
    ...(free === undefined ? {} : { free: free ? 'true' : 'false' }),
  })
  return page.items.length
}

export async function listedFigures(world: TestWorld, datacenter: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const figure of COUNTED_FIGURES) counts[figure] = await listedServers(world, figure, datacenter)
  return counts
}

/** How long the lists are to which the pipelines of all datacenters lead: by status, those that are empty left out. */
export async function listedPipelines(world: TestWorld) {
  const { ctx } = world
  const orders = await listOrders(ctx, { limit: ALL })
  const jobs = await listJobs(ctx, { limit: ALL, status: ['PENDING', 'RUNNING', 'FAILED'] })
  const live = { limit: ALL, status: ['OPEN', 'IN_PROGRESS'] as ('OPEN' | 'IN_PROGRESS')[] }
  const tickets = await listTickets(ctx, live)
  const waiting = await listTickets(ctx, { ...live, waitingForPart: 'true' })
  const low = await listStock(ctx, { limit: ALL, low: 'true' })
  return {
    orders: byStatus(orders.items.filter(({ status }) => status !== 'RELEASED' && status !== 'CANCELLED')),
    jobs: byStatus(jobs.items),
    tickets: byStatus(tickets.items),
    waitingForPart: waiting.items.length,
    lowStock: low.items.length,
  }
}

function byStatus(items: readonly { status: string }[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { status } of items) counts[status] = (counts[status] ?? 0) + 1
  return counts
}
