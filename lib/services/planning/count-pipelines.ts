import type { CapacityView } from '../../contracts/planning/capacity'
import type { Ctx } from '../../db/context'
import { Prisma } from '../../db/generated/client'

type Pipelines = Pick<CapacityView, 'jobs' | 'tickets' | 'waitingForPart' | 'lowStock'>

/**
 * Jobs that wait, run or failed; tickets that are open or worked on, and how many of those wait for a part; parts that run
 * low. What has ended well is not counted: it only grows. One statement.
 */
export async function countPipelines(ctx: Ctx, datacenterIds: readonly number[] | 'all'): Promise<Pipelines> {
  const among = (column: Prisma.Sql) =>
    datacenterIds === 'all' ? Prisma.sql`true` : Prisma.sql`${column} = ANY(${[...datacenterIds]}::int[])`
  const byStatus = (from: Prisma.Sql) => Prisma.sql`
    (SELECT coalesce(jsonb_object_agg(status, n), '{}') FROM (SELECT status, count(*) AS n FROM ${from} GROUP BY status) counted)`
  // Each of few jobs asks for its server: joined, all servers of a datacenter would be read for them.
  const [row] = await ctx.db.$queryRaw<Pipelines[]>`
    SELECT ${byStatus(Prisma.sql`provision_jobs j WHERE status IN ('PENDING', 'RUNNING', 'FAILED')
        AND ${among(Prisma.sql`(SELECT s.datacenter_id FROM servers s WHERE s.id = j.server_id)`)}`)} AS jobs,
      ${byStatus(Prisma.sql`tickets WHERE status IN ('OPEN', 'IN_PROGRESS') AND ${among(Prisma.sql`datacenter_id`)}`)} AS tickets,
      (SELECT count(DISTINCT t.id)::int FROM ticket_components c JOIN tickets t ON t.id = c.ticket_id
        WHERE c.part_status = 'WAITING' AND t.status IN ('OPEN', 'IN_PROGRESS')
          AND ${among(Prisma.sql`t.datacenter_id`)}) AS "waitingForPart",
      (SELECT count(*)::int FROM stock WHERE available < minimum
        AND ${among(Prisma.sql`(SELECT w.datacenter_id FROM warehouses w WHERE w.id = warehouse_id)`)}) AS "lowStock"`
  if (row === undefined) throw new Error('counts without a row')
  return row
}
