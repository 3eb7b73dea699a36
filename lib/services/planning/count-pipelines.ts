import type { CapacityView } from '../../contracts/planning/capacity'
import type { Ctx } from '../../db/context'
import { Prisma } from '../../db/generated/client'

type Pipelines = Pick<CapacityView, 'jobs' | 'tickets' | 'waitingForPart' | 'lowStock'>

/**
 * Jobs that wait, run or failed; tickets that are open or worked on, and how many of those wait for a part; parts that run
 * low. What has ended well is not counted: it only grows.
 */
export async function countPipelines(ctx: Ctx, datacenterIds: readonly number[] | 'all'): Promise<Pipelines> {
  const only = datacenterIds === 'all' ? undefined : { in: [...datacenterIds] }
  const among = (column: Prisma.Sql) =>
    only === undefined ? Prisma.sql`true` : Prisma.sql`${column} = ANY(${only.in}::int[])`
  const [jobs, tickets, waiting, lowStock] = await Promise.all([
    // Each of few jobs asks for its server: joined, all servers of a datacenter would be read for them.
    ctx.db.$queryRaw<{ status: string; count: number }[]>`
      SELECT j.status::text AS status, count(*)::int AS count FROM provision_jobs j
      WHERE j.status IN ('PENDING', 'RUNNING', 'FAILED')
        AND ${among(Prisma.sql`(SELECT s.datacenter_id FROM servers s WHERE s.id = j.server_id)`)} GROUP BY 1`,
    ctx.db.ticket.groupBy({
      by: ['status'],
      where: { status: { in: ['OPEN', 'IN_PROGRESS'] }, ...(only === undefined ? {} : { datacenterId: only }) },
      _count: true,
    }),
    ctx.db.$queryRaw<{ count: number }[]>`
      SELECT count(DISTINCT t.id)::int AS count FROM ticket_components c JOIN tickets t ON t.id = c.ticket_id
      WHERE c.part_status = 'WAITING' AND t.status IN ('OPEN', 'IN_PROGRESS') AND ${among(Prisma.sql`t.datacenter_id`)}`,
    ctx.db.stock.count({
      where: {
        available: { lt: ctx.db.stock.fields.minimum },
        ...(only === undefined ? {} : { warehouse: { datacenterId: only } }),
      },
    }),
  ])
  return {
    jobs: Object.fromEntries(jobs.map((row) => [row.status, row.count])),
    tickets: Object.fromEntries(tickets.map((row) => [row.status, row._count])),
    waitingForPart: waiting[0]?.count ?? 0,
    lowStock,
  }
}
