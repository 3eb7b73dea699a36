import type { TelemetryStripsView } from '../../contracts/inventory/server-life'
import type { StripSpan } from '../../contracts/inventory/strip-spans'
import type { Ctx } from '../../db/context'
import { notFound } from '../../domain/errors'
import { authorize } from '../access/authorize'

const HOUR = 3_600_000
/** How long a strip is, and the span of one of its points: 96 of each, whatever the server says. */
const POINTS = 96
const LENGTHS: Record<StripSpan, number> = { '24h': 24 * HOUR, '7d': 7 * 24 * HOUR, '30d': 30 * 24 * HOUR }

interface Row {
  kind: string
  point: number
  events: number
  celsius: number | null
  count: number | null
  last: number | null
  last_at: Date
}

/** What a server reported lately, by kind: the database adds up, so that the answer is as short as the strip is wide. */
export async function getTelemetryStrips(
  ctx: Ctx,
  { barcode, span = '24h' }: { barcode: string; span?: StripSpan | undefined },
): Promise<TelemetryStripsView> {
  const server = await ctx.db.server.findUnique({
    where: { barcode },
    select: { id: true, barcode: true, datacenterId: true },
  })
  if (server === null) throw notFound('server', barcode)
  authorize(ctx, 'telemetry.read', server.datacenterId)
  const until = ctx.clock()
  const from = new Date(until.getTime() - LENGTHS[span])
  const [rows, limits] = await Promise.all([readPoints(ctx, server.id, from, until), readLimits(ctx)])
  return {
    barcode: server.barcode,
    span,
    from: from.toISOString(),
    until: until.toISOString(),
    strips: [...Map.groupBy(rows, (row) => row.kind)].map(([kind, points]) =>
      stripOf({ kind, points, limit: limits.get(kind) }, from, LENGTHS[span] / POINTS),
    ),
  }
}

/** A temperature is the hottest that was said, a count the highest; what has neither is told by how often it was said. */
const readPoints = (ctx: Ctx, serverId: number, from: Date, until: Date): Promise<Row[]> =>
  ctx.db.$queryRaw<Row[]>`
    WITH said AS (
      SELECT e.kind, e.ts,
        least(floor(extract(epoch FROM e.ts - ${from}) / extract(epoch FROM ${until}::timestamptz - ${from}) * ${POINTS}::int), ${POINTS - 1}::int)::int AS point,
        CASE WHEN jsonb_typeof(e.payload->'celsius') = 'number' THEN (e.payload->>'celsius')::float8
          WHEN jsonb_typeof(e.payload->'sensors') = 'object' THEN (
            SELECT max(value::text::float8) FROM jsonb_each(e.payload->'sensors') WHERE jsonb_typeof(value) = 'number')
        END AS celsius,
        (SELECT max((e.payload->>field)::float8) FROM unnest(ARRAY['count', 'mediaErrors', 'reallocated', 'correctable']) field
          WHERE jsonb_typeof(e.payload->field) = 'number') AS count
      FROM telemetry_events e WHERE e.server_id = ${serverId}::int AND e.ts >= ${from} AND e.ts <= ${until})
    SELECT kind, point, count(*)::int AS events, max(celsius) AS celsius, max(count) AS count,
      (array_agg(coalesce(celsius, count) ORDER BY ts DESC))[1] AS last, max(ts) AS last_at
    FROM said GROUP BY kind, point ORDER BY kind, point`

/** The lowest limit of each kind that a rule holds a single reading against. */
const readLimits = async (ctx: Ctx): Promise<Map<string, number>> => {
  const rules = await ctx.db.telemetryRule.findMany({
    where: { enabled: true, operator: 'over', threshold: { not: null }, aggregate: null },
    orderBy: { threshold: 'desc' },
    select: { kind: true, threshold: true },
  })
  return new Map(rules.flatMap(({ kind, threshold }) => (threshold === null ? [] : [[kind, threshold] as const])))
}

function stripOf(
  { kind, points, limit }: { kind: string; points: readonly Row[]; limit: number | undefined },
  from: Date,
  pointMs: number,
): TelemetryStripsView['strips'][number] {
  const unit = points.some((row) => row.celsius !== null)
    ? ('celsius' as const)
    : points.some((row) => row.count !== null)
      ? ('count' as const)
      : ('events' as const)
  const worstOf = (row: Row) => (unit === 'celsius' ? row.celsius : unit === 'count' ? row.count : row.events) ?? 0
  const newest = points.at(-1)
  return {
    kind,
    unit,
    ...(limit === undefined || unit === 'events' ? {} : { limit }),
    last: unit === 'events' ? points.reduce((sum, row) => sum + row.events, 0) : (newest?.last ?? 0),
    lastAt: (newest?.last_at ?? from).toISOString(),
    points: points.map((row) => ({
      at: new Date(from.getTime() + row.point * pointMs).toISOString(),
      value: worstOf(row),
      events: row.events,
    })),
  }
}
