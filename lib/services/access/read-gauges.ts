import { poolUse } from '../../db/client'
import type { Ctx } from '../../db/context'

export interface Gauges {
  /** Jobs that wait, run or failed; what ended well is not counted, it only grows. */
  jobs: { status: string; count: number }[]
  tickets: { status: string; count: number }[]
  /** Of those that wait: held back by a limit of their rack or datacenter or by their order's waves. */
  held: number
  /** Entries of each queue that no worker has taken yet. */
  queue: { name: string; count: number }[]
  /** Of each step that runs somewhere, for how many seconds the longest has been running. */
  steps: { name: string; seconds: number }[]
  /** Ended jobs whose disc or boot override could not be taken out yet. */
  leftInServers: number
  /** Workers that beat within the last 30 s. */
  workers: number
  pool: { open: number; idle: number; waiting: number }
}

/** What is counted when somebody scrapes: seven queries by index. */
export async function readGauges(ctx: Ctx): Promise<Gauges> {
  const since = new Date(ctx.clock().getTime() - 30_000)
  const [jobs, held, tickets, queue, steps, left, workers] = await Promise.all([
    ctx.db.provisionJob.groupBy({
      by: ['status'],
      where: { status: { in: ['PENDING', 'RUNNING', 'FAILED'] } },
      _count: true,
    }),
    ctx.db.provisionJob.count({ where: { heldSince: { not: null } } }),
    ctx.db.ticket.groupBy({ by: ['status'], where: { status: { in: ['OPEN', 'IN_PROGRESS'] } }, _count: true }),
    ctx.db.$queryRaw<{ name: string; count: number }[]>`
      SELECT q.name, (SELECT count(*)::int FROM pgboss.job j WHERE j.name = q.name AND j.state < 'active') AS count
      FROM pgboss.queue q WHERE q.name NOT LIKE '\\_\\_pgboss%'`,
    ctx.db.$queryRaw<{ name: string; seconds: number }[]>`
      SELECT s.name, max(extract(epoch FROM clock_timestamp() - s.started_at))::float AS seconds
      FROM provision_jobs j JOIN provision_steps s ON s.job_id = j.id AND s.status = 'RUNNING'
      WHERE j.status = 'RUNNING' GROUP BY s.name`,
    // In words, not values: only then it is seen that the index of these few holds them all.
    ctx.db.$queryRaw<{ count: number }[]>`
      SELECT count(*)::int AS count FROM provision_jobs j JOIN servers s ON s.id = j.server_id
      WHERE j.boot_dirty AND j.status IN ('SUCCESS', 'FAILED', 'CANCELLED') AND s.state <> 'DECOMMISSIONED'`,
    ctx.db.worker.count({ where: { beatAt: { gte: since } } }),
  ])
  return {
    jobs: jobs.map((row) => ({ status: row.status, count: row._count })),
    held,
    tickets: tickets.map((row) => ({ status: row.status, count: row._count })),
    queue,
    steps,
    leftInServers: left[0]?.count ?? 0,
    workers,
    pool: poolUse(ctx.db),
  }
}
