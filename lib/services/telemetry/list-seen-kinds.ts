import type { SeenKindView } from '../../contracts/telemetry/dry-run'
import type { Ctx } from '../../db/context'
import { Prisma } from '../../db/generated/client'
import { authorize } from '../access/authorize'

const DAYS = 30
/** So many of each day's last events are looked at: as much work in a table of any size. */
const SAMPLE = 40
/** Of each kind that is rare, so many of its last. */
const OF_RARE = 20
const MOST_RARE = 200
/** As the index of the others says: these are nearly all events, and so in any sample. */
const COMMON = Prisma.sql`('SMART_REPORT', 'TEMPERATURE_OK', 'ECC_ERRORS')`

/**
 * Kinds of event that came in the last 30 days, with the numbers that their payloads hold; rules can be made of these. The common
 * ones from a sample of each day, the rare ones from one index entry to the next.
 */
export async function listSeenKinds(ctx: Ctx): Promise<{ items: SeenKindView[] }> {
  authorize(ctx, 'telemetry.read', 'anywhere')
  const now = ctx.clock()
  const ends = Array.from({ length: DAYS }, (_, i) => new Date(now.getTime() - i * 86_400_000).toISOString())
  const since = new Date(now.getTime() - DAYS * 86_400_000).toISOString()
  const rare = (kind: Prisma.Sql) => Prisma.sql`(
    SELECT e.kind FROM telemetry_events e
    WHERE e.kind NOT IN ${COMMON} AND ${kind} AND e.ts >= ${since}::timestamptz ORDER BY e.kind LIMIT 1)`
  const rows = await ctx.db.$queryRaw<{ kind: string; fields: string[] | null }[]>`
    WITH RECURSIVE rare AS (
      SELECT ${rare(Prisma.sql`true`)} AS kind, 1 AS n
      UNION ALL SELECT ${rare(Prisma.sql`e.kind > r.kind`)}, n + 1 FROM rare r WHERE r.kind IS NOT NULL AND n < ${MOST_RARE}),
    sample AS (
      SELECT e.kind, e.payload
      FROM unnest(${ends}::timestamptz[]) AS d(until)
      CROSS JOIN LATERAL (
        SELECT kind, payload FROM telemetry_events
        WHERE ts <= d.until AND ts > d.until - interval '1 day' ORDER BY ts DESC, id DESC LIMIT ${SAMPLE}) AS e
      UNION ALL
      SELECT e.kind, e.payload
      FROM rare r CROSS JOIN LATERAL (
        SELECT kind, payload FROM telemetry_events
        WHERE kind NOT IN ${COMMON} AND kind = r.kind AND ts >= ${since}::timestamptz ORDER BY ts DESC LIMIT ${OF_RARE}) AS e)
    SELECT s.kind, array_agg(DISTINCT f.key ORDER BY f.key) FILTER (WHERE jsonb_typeof(f.value) = 'number') AS fields
    FROM sample s LEFT JOIN LATERAL jsonb_each(s.payload) AS f(key, value) ON jsonb_typeof(s.payload) = 'object'
    GROUP BY s.kind ORDER BY s.kind`
  return { items: rows.map((row) => ({ kind: row.kind, fields: row.fields ?? [] })) }
}
