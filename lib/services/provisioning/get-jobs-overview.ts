import type { JobsOverviewView } from '../../contracts/provisioning/overview'
import type { Ctx } from '../../db/context'
import { Prisma } from '../../db/generated/client'
import { visible } from '../access/authorize'

/** Different reasons at most, those with the most jobs first. */
const REASONS = 20

/**
 * What runs now by step, and what is waited for: one statement over the jobs that have not ended, by index, each with its
 * step by key. How far a flash is and which BMC it is differ from job to job and are left out of a reason.
 */
export async function getJobsOverview(
  ctx: Ctx,
  input: { datacenter?: string[] | undefined },
): Promise<JobsOverviewView> {
  const [row] = await ctx.db.$queryRaw<{ steps: JobsOverviewView['steps']; waits: WaitRow[] }[]>`
    WITH open AS MATERIALIZED (${openJobs(ctx, input.datacenter)}),
    steps AS (
      SELECT kind, position, count(*) FILTER (WHERE status = 'RUNNING') AS running,
        count(*) FILTER (WHERE status = 'PENDING' AND waiting_for IS NOT NULL) AS waiting,
        count(*) FILTER (WHERE status = 'PENDING' AND waiting_for IS NULL) AS pending
      FROM open GROUP BY 1, 2),
    named AS (
      SELECT id, since,
        regexp_replace(regexp_replace(waiting_for, ': \\d+ %$', ''), '^The BMC at \\S+: ', 'The BMC: ') AS reason
      FROM open WHERE waiting_for IS NOT NULL),
    waits AS (
      SELECT reason, count(*) AS count, (array_agg(id ORDER BY since, id))[1] AS longest, min(since) AS since
      FROM named GROUP BY reason ORDER BY 2 DESC, 4 LIMIT ${REASONS})
    SELECT
      (SELECT COALESCE(jsonb_agg(to_jsonb(steps) ORDER BY kind, position), '[]') FROM steps) AS steps,
      (SELECT COALESCE(jsonb_agg(jsonb_build_object('reason', w.reason, 'count', w.count,
          'since', extract(epoch FROM w.since) * 1000,
          'longest', jsonb_build_object('id', w.longest, 'server', s.barcode, 'order', o.number))
          ORDER BY w.count DESC, w.since), '[]')
        FROM waits w JOIN provision_jobs j ON j.id = w.longest JOIN servers s ON s.id = j.server_id
          JOIN orders o ON o.id = j.order_id) AS waits`
  return {
    steps: row?.steps ?? [],
    waits: (row?.waits ?? []).map((wait) => ({ ...wait, since: new Date(wait.since).toISOString() })),
  }
}

/** As JSON brings it: the time in milliseconds since 1970. */
type WaitRow = Omit<JobsOverviewView['waits'][number], 'since'> & { since: number }

/** The jobs that have not ended, of the datacenters asked for and open to the actor, each with the step it stands at. */
function openJobs(ctx: Ctx, datacenters: readonly string[] | undefined): Prisma.Sql {
  const ids = visible(ctx, 'provisioning.read')?.in ?? null
  const codes = datacenters?.map((code) => code.toLowerCase()) ?? null
  return Prisma.sql`
    SELECT j.id, j.kind, j.status, j.waiting_for, step.position, COALESCE(step.started_at, j.created_at) AS since
    FROM provision_jobs j JOIN servers s ON s.id = j.server_id
      CROSS JOIN LATERAL (
        SELECT position, started_at FROM provision_steps
        WHERE job_id = j.id AND status NOT IN ('SUCCESS', 'SKIPPED') ORDER BY position LIMIT 1) step
    WHERE j.status IN ('PENDING', 'RUNNING') AND (${ids}::int[] IS NULL OR s.datacenter_id = ANY(${ids}::int[]))
      AND (${codes}::text[] IS NULL
        OR s.datacenter_id IN (SELECT id FROM datacenters WHERE lower(code::text) = ANY(${codes}::text[])))`
}
