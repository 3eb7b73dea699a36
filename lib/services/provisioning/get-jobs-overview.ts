import type { JobsOverviewView } from '../../contracts/provisioning/overview'
import type { Ctx } from '../../db/context'
import { Prisma } from '../../db/generated/client'
import type { JobKind } from '../../domain/job-state'
import { visible } from '../access/authorize'

/** Different reasons at most, those with the most jobs first. */
const REASONS = 20

/**
 * What runs now by step, and what is waited for: two statements over the jobs that have not ended, by index, each with its
 * step by key. How far a flash is and which BMC it is differ from job to job and are left out of a reason.
 */
export async function getJobsOverview(
  ctx: Ctx,
  input: { datacenter?: string[] | undefined },
): Promise<JobsOverviewView> {
  const open = openJobs(ctx, input.datacenter)
  const [steps, waits] = await Promise.all([
    ctx.db.$queryRaw<StepRow[]>`
      ${open} SELECT kind::text AS kind, position, count(*) FILTER (WHERE status = 'RUNNING')::int AS running,
        count(*) FILTER (WHERE status = 'PENDING' AND waiting_for IS NOT NULL)::int AS waiting,
        count(*) FILTER (WHERE status = 'PENDING' AND waiting_for IS NULL)::int AS pending
      FROM open GROUP BY 1, 2 ORDER BY 1, 2`,
    ctx.db.$queryRaw<WaitRow[]>`
      ${open}, named AS (
        SELECT open.*, regexp_replace(regexp_replace(waiting_for, ': \\d+ %$', ''), '^The BMC at \\S+: ', 'The BMC: ') AS reason
        FROM open WHERE waiting_for IS NOT NULL),
      grouped AS (
        SELECT reason, count(*)::int AS count, (array_agg(id ORDER BY since, id))[1] AS longest, min(since) AS since
        FROM named GROUP BY reason ORDER BY 2 DESC, 4 LIMIT ${REASONS})
      SELECT g.reason, g.count, g.since, g.longest::text AS id, s.barcode::text AS server, o.number::text AS "order"
      FROM grouped g JOIN provision_jobs j ON j.id = g.longest JOIN servers s ON s.id = j.server_id
        JOIN orders o ON o.id = j.order_id ORDER BY g.count DESC, g.since`,
  ])
  return {
    steps,
    waits: waits.map(({ reason, count, since, ...longest }) => ({
      reason,
      count,
      longest,
      since: since.toISOString(),
    })),
  }
}

interface StepRow {
  kind: JobKind
  position: number
  running: number
  waiting: number
  pending: number
}

interface WaitRow {
  reason: string
  count: number
  since: Date
  id: string
  server: string
  order: string
}

/** `open`: the jobs that have not ended, of the datacenters asked for and open to the actor, each with the step it stands at. */
function openJobs(ctx: Ctx, datacenters: readonly string[] | undefined): Prisma.Sql {
  const ids = visible(ctx, 'provisioning.read')?.in ?? null
  const codes = datacenters?.map((code) => code.toLowerCase()) ?? null
  return Prisma.sql`WITH open AS MATERIALIZED (
    SELECT j.id, j.kind, j.status, j.waiting_for, step.position, COALESCE(step.started_at, j.created_at) AS since
    FROM provision_jobs j JOIN servers s ON s.id = j.server_id
      CROSS JOIN LATERAL (
        SELECT position, started_at FROM provision_steps
        WHERE job_id = j.id AND status NOT IN ('SUCCESS', 'SKIPPED') ORDER BY position LIMIT 1) step
    WHERE j.status IN ('PENDING', 'RUNNING') AND (${ids}::int[] IS NULL OR s.datacenter_id = ANY(${ids}::int[]))
      AND (${codes}::text[] IS NULL
        OR s.datacenter_id IN (SELECT id FROM datacenters WHERE lower(code::text) = ANY(${codes}::text[]))))`
}
