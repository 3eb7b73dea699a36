import type { IncidentView } from '../../contracts/telemetry/incident'
import type { Ctx } from '../../db/context'
import { notFound } from '../../domain/errors'
import { authorize } from '../access/authorize'
import { incidentSelect, incidentSums, toIncidentView } from './incident-view'

export async function getIncident(ctx: Ctx, input: { number: string }): Promise<IncidentView> {
  const row = await ctx.db.incident.findUnique({ where: { number: input.number }, select: incidentSelect })
  if (row === null) throw notFound('incident', input.number)
  authorize(ctx, 'telemetry.read', row.datacenterId)
  return toIncidentView(row, (await incidentSums(ctx, [row])).get(row.id))
}
