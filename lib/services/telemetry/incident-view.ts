import type { IncidentView } from '../../contracts/telemetry/incident'
import type { Ctx } from '../../db/context'
import type { Prisma } from '../../db/generated/client'

export const incidentSelect = {
  id: true,
  number: true,
  datacenterId: true,
  datacenter: { select: { code: true } },
  rack: { select: { code: true } },
  startedAt: true,
  startedBy: true,
  endedAt: true,
  endedBy: true,
  serverCount: true,
  events: true,
  ticketsOpened: true,
  recovered: true,
} as const satisfies Prisma.IncidentSelect

type Row = Prisma.IncidentGetPayload<{ select: typeof incidentSelect }>
type Sums = Pick<IncidentView, 'servers' | 'events' | 'ticketsOpened' | 'recovered'>

const NONE: Sums = { servers: 0, events: 0, ticketsOpened: 0, recovered: 0 }

/** `sums`: by `incidentSums`. */
export function toIncidentView(row: Row, sums: Sums = NONE): IncidentView {
  return {
    number: row.number,
    kind: 'power-outage',
    datacenter: row.datacenter.code,
    ...(row.rack === null ? {} : { rack: row.rack.code }),
    startedAt: row.startedAt.toISOString(),
    startedBy: row.startedBy,
    ...(row.endedAt === null || row.endedBy === null
      ? {}
      : { endedAt: row.endedAt.toISOString(), endedBy: row.endedBy }),
    ...sums,
  }
}

/**
 * What was folded into each incident: kept since its end, and of those that go on (at most one of each place) added up in one
 * statement.
 */
export const incidentSums = async (ctx: Ctx, incidents: readonly Row[]): Promise<Map<number, Sums>> => {
  const open = incidents.filter((row) => keptSums(row) === null).map((row) => row.id)
  const rows = await ctx.db.$queryRaw<(Sums & { id: number })[]>`
    SELECT incident_id AS id, count(*)::int AS servers, sum(events)::int AS events,
           count(*) FILTER (WHERE outcome = 'opened')::int AS "ticketsOpened",
           count(*) FILTER (WHERE outcome = 'recovered')::int AS recovered
    FROM incident_servers WHERE incident_id = ANY(${open}::int[]) GROUP BY incident_id`
  return new Map([
    ...incidents.map((row) => [row.id, keptSums(row) ?? NONE] as const),
    ...rows.map(({ id, ...sums }) => [id, sums] as const),
  ])
}

function keptSums({ serverCount, events, ticketsOpened, recovered }: Row): Sums | null {
  return serverCount === null || events === null || ticketsOpened === null || recovered === null
    ? null
    : { servers: serverCount, events, ticketsOpened, recovered }
}
