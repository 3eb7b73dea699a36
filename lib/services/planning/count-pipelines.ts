import type { CapacityView } from '../../contracts/planning/capacity'
import type { Ctx } from '../../db/context'

type Pipelines = Pick<CapacityView, 'orders' | 'jobs' | 'tickets' | 'waitingForPart' | 'lowStock'>

/**
 * Orders by status; jobs that wait, run or failed; tickets that are open or worked on, and how many of those wait for a
 * part; parts that run low. What has ended well is not counted: it only grows.
 */
export async function countPipelines(ctx: Ctx, datacenterIds: readonly number[]): Promise<Pipelines> {
  const ids = [...datacenterIds]
  const [orders, jobs, tickets, waiting, lowStock] = await Promise.all([
    ctx.db.order.groupBy({
      by: ['status'],
      where: { status: { notIn: ['RELEASED', 'CANCELLED'] }, datacenterId: { in: ids } },
      _count: true,
    }),
    // Each of few jobs asks for its server: joined, all servers of a datacenter would be read for them.
    ctx.db.$queryRaw<{ status: string; count: number }[]>`
      SELECT j.status::text AS status, count(*)::int AS count FROM provision_jobs j
      WHERE j.status IN ('PENDING', 'RUNNING', 'FAILED')
        AND (SELECT s.datacenter_id FROM servers s WHERE s.id = j.server_id) = ANY(${ids}::int[]) GROUP BY 1`,
    ctx.db.ticket.groupBy({
      by: ['status'],
      where: { status: { in: ['OPEN', 'IN_PROGRESS'] }, datacenterId: { in: ids } },
      _count: true,
    }),
    ctx.db.$queryRaw<{ count: number }[]>`
      SELECT count(DISTINCT t.id)::int AS count FROM ticket_components c JOIN tickets t ON t.id = c.ticket_id
      WHERE c.part_status = 'WAITING' AND t.status IN ('OPEN', 'IN_PROGRESS') AND t.datacenter_id = ANY(${ids}::int[])`,
    ctx.db.stock.count({
      where: { available: { lt: ctx.db.stock.fields.minimum }, warehouse: { datacenterId: { in: ids } } },
    }),
  ])
  return {
    orders: Object.fromEntries(orders.map((row) => [row.status, row._count])),
    jobs: Object.fromEntries(jobs.map((row) => [row.status, row.count])),
    tickets: Object.fromEntries(tickets.map((row) => [row.status, row._count])),
    waitingForPart: waiting[0]?.count ?? 0,
    lowStock,
  }
}
