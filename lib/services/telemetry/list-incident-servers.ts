import type { Page } from '../../contracts/paging'
import type { IncidentServerView } from '../../contracts/telemetry/incident'
import type { Ctx } from '../../db/context'
import { cutPage, decodeCursor } from '../../db/cursor'
import { notFound } from '../../domain/errors'
import { authorize } from '../access/authorize'

const OUTCOMES = ['opened', 'recovered', 'held', 'still-out'] as const

/** The servers of an outage, in the order in which they were taken in, and what became of each. */
export async function listIncidentServers(
  ctx: Ctx,
  input: { number: string; limit: number; cursor?: string | undefined },
): Promise<Page<IncidentServerView>> {
  const incident = await ctx.db.incident.findUnique({
    where: { number: input.number },
    select: { id: true, datacenterId: true },
  })
  if (incident === null) throw notFound('incident', input.number)
  authorize(ctx, 'telemetry.read', incident.datacenterId)
  const after = input.cursor === undefined ? 0 : Math.min(decodeCursor(input.cursor, ['number'])[0], 2_147_483_647)
  const rows = await ctx.db.incidentServer.findMany({
    where: { incidentId: incident.id, serverId: { gt: after } },
    orderBy: { serverId: 'asc' },
    take: input.limit + 1,
    select: {
      serverId: true,
      events: true,
      firstAt: true,
      lastAt: true,
      outcome: true,
      server: { select: { barcode: true, u: true, rack: { select: { code: true } } } },
      ticket: { select: { number: true } },
    },
  })
  return cutPage(
    rows,
    input.limit,
    ({ server, ...row }) => ({
      server: server.barcode,
      ...(server.rack === null ? {} : { rack: server.rack.code }),
      ...(server.u === null ? {} : { u: server.u }),
      events: row.events,
      firstAt: row.firstAt.toISOString(),
      lastAt: row.lastAt.toISOString(),
      outcome: OUTCOMES.find((known) => known === row.outcome) ?? 'dark',
      ...(row.ticket === null ? {} : { ticket: row.ticket.number }),
    }),
    (row) => [row.serverId],
  )
}
