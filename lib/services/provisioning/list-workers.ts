import type { WorkersView } from '../../contracts/provisioning/overview'
import type { Ctx } from '../../db/context'
import { authorize, visible } from '../access/authorize'

/** Workers that were there within a day are known: so many at most are listed, and so many of the jobs of each. */
const WORKERS = 200
const JOBS = 50

/** Who drains jobs, the longest in service first, with what each has in hand: one statement. */
export async function listWorkers(ctx: Ctx): Promise<WorkersView> {
  authorize(ctx, 'provisioning.read', 'anywhere')
  const ids = visible(ctx, 'provisioning.read')?.in ?? null
  const rows = await ctx.db.$queryRaw<Row[]>`
    WITH held AS (
      SELECT j.lease_owner, j.id::text AS id, s.barcode::text AS server, o.number::text AS "order", j.started_at
      FROM provision_jobs j JOIN servers s ON s.id = j.server_id JOIN orders o ON o.id = j.order_id
      WHERE j.status = 'RUNNING' AND (${ids}::int[] IS NULL OR s.datacenter_id = ANY(${ids}::int[])))
    SELECT w.name, w.started_at AS "startedAt", w.beat_at AS "beatAt", count(h.id)::int AS "inHand",
      COALESCE(jsonb_agg(jsonb_build_object('id', h.id, 'server', h.server, 'order', h."order") ORDER BY h.started_at, h.id)
        FILTER (WHERE h.id IS NOT NULL), '[]') AS jobs
    FROM workers w LEFT JOIN held h ON h.lease_owner = w.id
    GROUP BY w.id ORDER BY w.started_at, w.id LIMIT ${WORKERS}`
  return {
    items: rows.map(({ startedAt, beatAt, jobs, ...worker }) => ({
      ...worker,
      startedAt: startedAt.toISOString(),
      beatAt: beatAt.toISOString(),
      jobs: jobs.slice(0, JOBS),
    })),
  }
}

interface Row {
  name: string
  startedAt: Date
  beatAt: Date
  inHand: number
  jobs: { id: string; server: string; order: string }[]
}
