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
} as const satisfies Prisma.IncidentSelect

type Row = Prisma.IncidentGetPayload<{ select: typeof incidentSelect }>
type Sums = Pick<IncidentView, 'servers' | 'events' | 'ticketsOpened' | 'recovered'>

const NONE: Sums = { servers: 0, events: 0, ticketsOpened: 0, recovered: 0 }

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

/** What was folded into each incident, in one statement: at most a row for each server of a datacenter. */
export const incidentSums = async (ctx: Ctx, ids: readonly number[]): Promise<Map<number, Sums>> => {
  const rows = await ctx.db.$queryRaw<(Sums & { id: number })[]>`
    SELECT incident_id AS id, count(*)::int AS servers, sum(events)::int AS events,
           count(*) FILTER (WHERE outcome = 'opened')::int AS "ticketsOpened",
           count(*) FILTER (WHERE outcome = 'recovered')::int AS recovered
    FROM incident_servers WHERE incident_id = ANY(${[...ids]}::int[]) GROUP BY incident_id`
  return new Map(rows.map(({ id, ...sums }) => [id, sums]))
}
