import type { ElevationView } from '../../contracts/inventory/rack'
import type { Ctx } from '../../db/context'
import type { Prisma } from '../../db/generated/client'
import { isHeld } from '../../domain/planning/eligibility'
import { type ElevationPlans, readElevationPlans } from './elevation-plans'
import { itemInRackSelect, toRackItemView } from './rack-item-view'
import { type RackRow, rackSums, toRackView } from './rack-view'
import { readConditions, type ServerCondition } from './server-condition'

const standingSelect = {
  id: true,
  rackId: true,
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
} as const satisfies Prisma.ServerSelect

type StandingRow = Prisma.ServerGetPayload<{ select: typeof standingSelect }>

/** What stands where in these racks, from U1 up; the same number of queries however many there are and however full. */
export const readElevations = async (ctx: Ctx, racks: readonly RackRow[]): Promise<ElevationView[]> => {
  const ids = racks.map((rack) => rack.id)
  const lowestFirst = [{ u: 'asc' }, { id: 'asc' }] as const
  const [sums, conditions, servers, items, plans] = await Promise.all([
    rackSums(ctx, ids),
    readConditions(ctx, ids),
    ctx.db.server.findMany({ where: { rackId: { in: ids } }, orderBy: [...lowestFirst], select: standingSelect }),
    ctx.db.rackItem.findMany({
      where: { rackId: { in: ids } },
      orderBy: [...lowestFirst],
      select: itemInRackSelect,
    }),
    readElevationPlans(ctx, ids),
  ])
  const now = ctx.clock()
  const serversOf = Map.groupBy(servers, (row) => row.rackId)
  const itemsOf = Map.groupBy(items, (row) => row.rackId)
  return racks.map((rack) => ({
    rack: toRackView(rack, sums.get(rack.id)),
    servers: (serversOf.get(rack.id) ?? []).flatMap((row) =>
      toStanding(row, { condition: conditions.get(row.id), plans }, now),
    ),
    items: (itemsOf.get(rack.id) ?? []).map((item) => toRackItemView({ ...item, rack })),
    planned: plans.coming.get(rack.id) ?? [],
  }))
}

function toStanding(
  server: StandingRow,
  known: { condition: ServerCondition | undefined; plans: ElevationPlans },
  now: Date,
): ElevationView['servers'] {
  const { condition, plans } = known
  const { model, order, u, face, holdId, holdUntil, id: _id, rackId: _rackId, ...row } = server
  if (u === null || face === null) return []
  const planned = plans.going.get(row.barcode)
  return [
    {
      ...row,
      ...(model === null ? {} : { model: model.slug, modelName: `${model.manufacturer} ${model.model}` }),
      u,
      face,
      ...(order === null ? {} : { order: order.number }),
      held: isHeld(holdId === null ? null : { until: holdUntil }, now),
      ...condition,
      ...(model === null || model.maxPowerW === null ? {} : { powerW: model.maxPowerW }),
      ...(model === null || model.weightKg === null ? {} : { weightKg: model.weightKg }),
      ...(planned === undefined ? {} : { planned }),
    },
  ]
}
