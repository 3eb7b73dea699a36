import type { EndpointInput } from '../../contracts/endpoint'
import type { Page } from '../../contracts/paging'
import type { IncidentView, listIncidentsEndpoint } from '../../contracts/telemetry/incident'
import type { Ctx } from '../../db/context'
import { cutPage, decodeCursor } from '../../db/cursor'
import { visible } from '../access/authorize'
import { incidentSelect, incidentSums, toIncidentView } from './incident-view'

/** Outages of the datacenters that the actor may read, newest first. */
export async function listIncidents(
  ctx: Ctx,
  input: EndpointInput<typeof listIncidentsEndpoint>['query'],
): Promise<Page<IncidentView>> {
  const ids = visible(ctx, 'telemetry.read')
  const { datacenter, rack, open, cursor } = input
  const rows = await ctx.db.incident.findMany({
    where: {
      ...(ids === undefined ? {} : { datacenterId: ids }),
      ...(datacenter === undefined ? {} : { datacenter: { code: { in: [...datacenter] } } }),
      ...(rack === undefined ? {} : { rack: { code: { in: [...rack] } } }),
      ...(open === undefined ? {} : { endedAt: open === 'true' ? null : { not: null } }),
      ...(cursor === undefined ? {} : { id: { lt: Math.min(decodeCursor(cursor, ['number'])[0], 2_147_483_647) } }),
    },
    orderBy: { id: 'desc' },
    take: input.limit + 1,
    select: incidentSelect,
  })
  const sums = await incidentSums(ctx, rows)
  return cutPage(
    rows,
    input.limit,
    (row) => toIncidentView(row, sums.get(row.id)),
    (row) => [row.id],
  )
}
