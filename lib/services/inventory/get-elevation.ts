import type { ElevationView } from '../../contracts/inventory/rack'
import type { Ctx } from '../../db/context'
import { notFound } from '../../domain/errors'
import { isHeld } from '../../domain/planning/eligibility'
import { authorize } from '../access/authorize'
import { rackItemSelect, toRackItemView } from './rack-item-view'
import { rackSelect, rackSums, toRackView } from './rack-view'

/** What stands where in a rack, from U1 up; the same number of queries however full it is. */
export async function getElevation(ctx: Ctx, input: { code: string }): Promise<ElevationView> {
  const rack = await ctx.db.rack.findUnique({ where: { code: input.code }, select: rackSelect })
  if (rack === null) throw notFound('rack', input.code)
  authorize(ctx, 'inventory.read', rack.datacenterId)
  const [sums, servers, items] = await Promise.all([
    rackSums(ctx, [rack.id]),
    readServers(ctx, rack.id),
    ctx.db.rackItem.findMany({
      where: { rackId: rack.id },
      select: rackItemSelect,
      orderBy: [{ u: 'asc' }, { id: 'asc' }],
    }),
  ])
  return { rack: toRackView(rack, sums.get(rack.id)), servers, items: items.map(toRackItemView) }
}

async function readServers(ctx: Ctx, rackId: number): Promise<ElevationView['servers']> {
  const now = ctx.clock()
  const rows = await ctx.db.server.findMany({
    where: { rackId },
    orderBy: [{ u: 'asc' }, { id: 'asc' }],
    select: {
      barcode: true,
      state: true,
      u: true,
      heightU: true,
      face: true,
      depth: true,
      holdId: true,
      holdUntil: true,
      openHighTickets: true,
      order: { select: { number: true } },
      model: { select: { slug: true, manufacturer: true, model: true, maxPowerW: true, weightKg: true } },
    },
  })
  return rows.flatMap(({ model, order, u, face, holdId, holdUntil, ...row }) => {
    if (u === null || face === null) return []
    const known = model === null ? {} : { model: model.slug, modelName: `${model.manufacturer} ${model.model}` }
    return [
      {
        ...row,
        ...known,
        u,
        face,
        ...(order === null ? {} : { order: order.number }),
        held: isHeld(holdId === null ? null : { until: holdUntil }, now),
        ...(model === null || model.maxPowerW === null ? {} : { powerW: model.maxPowerW }),
        ...(model === null || model.weightKg === null ? {} : { weightKg: model.weightKg }),
      },
    ]
  })
}
