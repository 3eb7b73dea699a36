import type { z } from 'zod'
import type { getUsualTimesEndpoint, UsualTimesView } from '../../contracts/provisioning/usual-times'
import type { Ctx } from '../../db/context'
import { Prisma } from '../../db/generated/client'
import { authorize } from '../access/authorize'

/** How many of the last jobs that succeeded are looked at, and how many of one model count. */
const JOBS = 1_000
const OF_A_MODEL = 200
const MOST_HOPS = 2_000

type View = Pick<UsualTimesView, 'steps' | 'hops'>

/**
 * What each step, and each flash of the asked models, took in the last jobs of the kind that succeeded. One statement looks
 * at so many jobs by index and at their steps by key, job by job (hence OFFSET 0, which keeps the planner from reading the
 * whole table instead), however large the tables are. Flashes are told of models that are asked for. Times are of no datacenter.
 */
export async function getUsualTimes(
  ctx: Ctx,
  input: z.output<typeof getUsualTimesEndpoint.query>,
): Promise<UsualTimesView> {
  authorize(ctx, 'provisioning.read', 'anywhere')
  const models = (input.model ?? []).map((model) => model.toLowerCase())
  const [found] = await ctx.db.$queryRaw<(View & { pace: number | null })[]>`
    WITH last AS MATERIALIZED (
      SELECT id, server_id, finished_at FROM provision_jobs
      WHERE kind = ${input.kind}::job_kind AND status = 'SUCCESS' ORDER BY finished_at DESC LIMIT ${JOBS}),
    ranked AS (
      SELECT last.id, m.slug::text AS model,
        row_number() OVER (PARTITION BY v.model_id ORDER BY last.finished_at DESC) AS place
      FROM last JOIN servers v ON v.id = last.server_id LEFT JOIN server_models m ON m.id = v.model_id),
    recent AS MATERIALIZED (SELECT id, model FROM ranked WHERE place <= ${OF_A_MODEL}),
    flashes AS MATERIALIZED (
      SELECT r.model, h.* FROM recent r CROSS JOIN LATERAL (
        SELECT component, "from", "to", minutes, (extract(epoch FROM finished_at - started_at) * 1000)::bigint AS ms FROM firmware_hops
        WHERE job_id = r.id AND status = 'SUCCESS' AND started_at IS NOT NULL AND finished_at IS NOT NULL OFFSET 0) h)
    SELECT
      (SELECT coalesce(json_agg(json_strip_nulls(json_build_object('model', model, 'position', position, ${TIMES}))
        ORDER BY model NULLS FIRST, position), '[]') FROM (
        SELECT CASE WHEN grouping(r.model) = 0 THEN r.model END AS model, s.position, ${MEASURED}
        FROM recent r CROSS JOIN LATERAL (
          SELECT position, (extract(epoch FROM finished_at - started_at) * 1000)::bigint AS ms FROM provision_steps
          WHERE job_id = r.id AND status = 'SUCCESS' AND started_at IS NOT NULL AND finished_at IS NOT NULL OFFSET 0) s
        GROUP BY GROUPING SETS ((s.position), (r.model, s.position))
        HAVING grouping(r.model) = 1 OR lower(r.model) = ANY(${models}::text[])) t) AS steps,
      (SELECT coalesce(json_agg(json_build_object('model', model, 'component', component, 'from', "from", 'to', "to", ${TIMES})), '[]') FROM (
        SELECT model, component, "from", "to", ${MEASURED} FROM flashes
        WHERE lower(model) = ANY(${models}::text[])
        GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4 LIMIT ${MOST_HOPS}) t) AS hops,
      (SELECT (percentile_cont(0.5) WITHIN GROUP (ORDER BY ms / (minutes * 60000.0::float)))::float FROM flashes WHERE minutes > 0) AS pace`
  if (found === undefined) throw new Error('A statement that answers one row answered none')
  const { steps, hops, pace } = found
  return { kind: input.kind, steps, hops, ...(pace === null ? {} : { pace }) }
}

/** Of durations `ms`: how many, their median, and what nine of ten stayed within, from one order of them. */
const MEASURED = Prisma.sql`count(*)::int AS count, percentile_disc(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY ms) AS ms`
const TIMES = Prisma.sql`'count', count, 'medianMs', ms[1], 'p90Ms', ms[2]`
