import type { SeenKindView } from '../../contracts/telemetry/dry-run'
import type { Ctx } from '../../db/context'
import { authorize } from '../access/authorize'

const DAYS = 30
/** So many of each day's last events are looked at: as much work in a table of any size. */
const SAMPLE = 200

/** Kinds of event that came in the last 30 days, with the numbers that their payloads hold; rules can be made of these. */
export async function listSeenKinds(ctx: Ctx): Promise<{ items: SeenKindView[] }> {
  authorize(ctx, 'telemetry.read', 'anywhere')
  const now = ctx.clock()
  const ends = Array.from({ length: DAYS }, (_, i) => new Date(now.getTime() - i * 86_400_000).toISOString())
  const rows = await ctx.db.$queryRaw<{ kind: string; fields: string[] | null }[]>`
    WITH sample AS (
      SELECT e.kind, e.payload
      FROM unnest(${ends}::timestamptz[]) AS d(until)
      CROSS JOIN LATERAL (
        SELECT kind, payload FROM telemetry_events
        WHERE ts <= d.until AND ts > d.until - interval '1 day' ORDER BY ts DESC, id DESC LIMIT ${SAMPLE}) AS e)
    SELECT s.kind, array_agg(DISTINCT f.key ORDER BY f.key) FILTER (WHERE jsonb_typeof(f.value) = 'number') AS fields
    FROM sample s LEFT JOIN LATERAL jsonb_each(s.payload) AS f(key, value) ON jsonb_typeof(s.payload) = 'object'
    GROUP BY s.kind ORDER BY s.kind`
  return { items: rows.map((row) => ({ kind: row.kind, fields: row.fields ?? [] })) }
}
