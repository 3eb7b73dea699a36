import type { z } from 'zod'
import type { getUsualTimesEndpoint, UsualTimesView } from '../../contracts/provisioning/usual-times'
import type { Ctx } from '../../db/context'
import { Prisma } from '../../db/generated/client'
import { authorize } from '../access/authorize'

/** How many of the last jobs that succeeded are looked at, and how many of one model count. */
const JOBS = 1_000
const OF_A_MODEL = 200

interface Measured {
  count: number
  medianMs: number
  p90Ms: number
}
type StepRow = Measured & { model: string | null; position: number }
type HopRow = Measured & { model: string; component: string; from: string; to: string }

/**
 * What each step, and each flash of the asked models, took in the last jobs of the kind that succeeded. Each statement looks
 * at so many jobs by index and at their steps by key, job by job (hence OFFSET 0, which keeps the planner from reading the
 * whole table instead), however large the tables are. Times are of no datacenter.
 */
export async function getUsualTimes(
  ctx: Ctx,
  input: z.output<typeof getUsualTimesEndpoint.query>,
): Promise<UsualTimesView> {
  authorize(ctx, 'provisioning.read', 'anywhere')
  const models = (input.model ?? []).map((model) => model.toLowerCase())
  const recent = Prisma.sql`
    WITH last AS MATERIALIZED (
      SELECT id, server_id, finished_at FROM provision_jobs
      WHERE kind = ${input.kind}::job_kind AND status = 'SUCCESS' ORDER BY finished_at DESC LIMIT ${JOBS}),
    ranked AS (
      SELECT last.id, m.slug::text AS model,
        row_number() OVER (PARTITION BY v.model_id ORDER BY last.finished_at DESC) AS place
      FROM last JOIN servers v ON v.id = last.server_id LEFT JOIN server_models m ON m.id = v.model_id),
    recent AS (SELECT id, model FROM ranked WHERE place <= ${OF_A_MODEL})`
  const [steps, hops, [flashes]] = await Promise.all([
    ctx.db.$queryRaw<StepRow[]>`${recent}
      SELECT CASE WHEN grouping(r.model) = 0 THEN r.model END AS model, s.position, ${measured('s')}
      FROM recent r CROSS JOIN LATERAL (
        SELECT position, started_at, finished_at FROM provision_steps
        WHERE job_id = r.id AND status = 'SUCCESS' AND started_at IS NOT NULL AND finished_at IS NOT NULL OFFSET 0) s
      GROUP BY GROUPING SETS ((s.position), (r.model, s.position))
      HAVING grouping(r.model) = 1 OR lower(r.model) = ANY(${models}::text[])
      ORDER BY 1 NULLS FIRST, 2`,
    // Flashes are told of models that are asked for.
    models.length === 0
      ? []
      : ctx.db.$queryRaw<HopRow[]>`${recent}
      SELECT r.model, h.component, h."from", h."to", ${measured('h')}
      FROM recent r CROSS JOIN LATERAL (
        SELECT component, "from", "to", started_at, finished_at FROM firmware_hops
        WHERE job_id = r.id AND status = 'SUCCESS' AND started_at IS NOT NULL AND finished_at IS NOT NULL OFFSET 0) h
      WHERE lower(r.model) = ANY(${models}::text[])
      GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4 LIMIT 2000`,
    ctx.db.$queryRaw<{ pace: number | null }[]>`${recent}
      SELECT (percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM h.finished_at - h.started_at) / (h.minutes * 60)))::float AS pace
      FROM recent r CROSS JOIN LATERAL (
        SELECT minutes, started_at, finished_at FROM firmware_hops
        WHERE job_id = r.id AND status = 'SUCCESS' AND started_at IS NOT NULL AND finished_at IS NOT NULL AND minutes > 0 OFFSET 0) h`,
  ])
  return {
    kind: input.kind,
    steps: steps.map(({ model, ...step }) => ({ ...(model === null ? {} : { model }), ...step })),
    hops,
    ...(flashes === undefined || flashes.pace === null ? {} : { pace: flashes.pace }),
  }
}

/** Of the rows of `table`: how many, their median, and what nine of ten stayed within, ms. */
function measured(table: 's' | 'h'): Prisma.Sql {
  const ms =
    table === 's'
      ? Prisma.sql`extract(epoch FROM s.finished_at - s.started_at) * 1000`
      : Prisma.sql`extract(epoch FROM h.finished_at - h.started_at) * 1000`
  return Prisma.sql`count(*)::int AS count,
    (percentile_disc(0.5) WITHIN GROUP (ORDER BY ${ms}))::int AS "medianMs",
    (percentile_disc(0.9) WITHIN GROUP (ORDER BY ${ms}))::int AS "p90Ms"`
}
