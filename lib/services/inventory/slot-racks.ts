import type { Ctx } from '../../db/context'
import type { Prisma } from '../../db/generated/client'
import type { SlotOccupant } from '../../domain/slot-layout'
import type { SlotRack } from '../../domain/slots'

/** Racks that one question looks at: those nearest to where it is about, half of them on each side of the walk. */
const MOST_RACKS = 200

const rackSelect = {
  id: true,
  code: true,
  walkKey: true,
  heightU: true,
  maxPowerW: true,
  maxWeightKg: true,
} as const satisfies Prisma.RackSelect
type Rack = Prisma.RackGetPayload<{ select: typeof rackSelect }>

const ofModel = { select: { maxPowerW: true, weightKg: true } } as const

interface WantedRacks {
  datacenterId: number
  codes: readonly string[] | undefined
  /** Walk key of the rack to stay near; null begins at the first. */
  near: string | null
}

/** The racks of a question with what takes space in them, in walking order; a fixed number of statements. */
export const readSlotRacks = async (ctx: Ctx, wanted: WantedRacks): Promise<SlotRack[]> => {
  const racks = await racksOf(ctx, wanted)
  const rackId = { in: racks.map(({ id }) => id) }
  const [servers, items, plans] = await Promise.all([
    ctx.db.server.findMany({
      where: { rackId },
      select: {
        ...{ rackId: true, barcode: true, u: true, face: true, heightU: true, depth: true },
        order: { select: { number: true } },
        model: ofModel,
      },
    }),
    ctx.db.rackItem.findMany({
      where: { rackId, side: null },
      select: { rackId: true, name: true, u: true, face: true, heightU: true, depth: true },
    }),
    ctx.db.plannedMove.findMany({
      where: { rackId },
      select: {
        ...{ rackId: true, u: true, face: true, heightU: true, depth: true },
        order: { select: { number: true } },
        server: { select: { barcode: true, rackId: true, model: ofModel } },
      },
    }),
  ])
  const things: (SlotOccupant & { rackId: number })[] = [
    ...servers.flatMap(({ barcode, u, face, rackId: rack, model, order, ...shape }) =>
      u === null || face === null || rack === null
        ? []
        : [{ ...shape, u, face, rackId: rack, key: barcode, group: order?.number ?? null, ...loadOf(model) }],
    ),
    ...items.map(({ name, ...place }) => ({ ...place, key: name, group: null, powerW: 0, weightKg: 0 })),
    // What is to come weighs already, unless it stands in this very rack.
    ...plans.map(({ server, order, ...place }) => ({
      ...place,
      ...{ key: server.barcode, group: order?.number ?? null },
      ...(server.rackId === place.rackId ? { powerW: 0, weightKg: 0 } : loadOf(server.model)),
    })),
  ]
  const byRack = Map.groupBy(things, (thing) => thing.rackId)
  return racks.map(({ id, code, heightU, maxPowerW, maxWeightKg }) => ({
    ...{ code, heightU, maxPowerW, maxWeightKg },
    occupants: (byRack.get(id) ?? []).map(({ rackId: _, ...thing }) => thing),
  }))
}

export function loadOf(model: { maxPowerW: number | null; weightKg: number | null } | null) {
  return { powerW: model?.maxPowerW ?? 0, weightKg: model?.weightKg ?? 0 }
}

const racksOf = async (ctx: Ctx, { datacenterId, codes, near }: WantedRacks): Promise<Rack[]> => {
  const inCodes = codes === undefined ? {} : { code: { in: [...codes] } }
  const side = (walkKey: Prisma.StringFilter | undefined, sort: 'asc' | 'desc') =>
    ctx.db.rack.findMany({
      where: { datacenterId, ...inCodes, ...(walkKey === undefined ? {} : { walkKey }) },
      orderBy: [{ walkKey: sort }, { id: sort }],
      take: MOST_RACKS,
      select: rackSelect,
    })
  if (near === null) return side(undefined, 'asc')
  const [before, from] = await Promise.all([side({ lt: near }, 'desc'), side({ gte: near }, 'asc')])
  // Half on each side; where one side ends early, more of the other.
  const behind = before.slice(0, Math.max(MOST_RACKS / 2, MOST_RACKS - from.length))
  return [...behind.reverse(), ...from.slice(0, MOST_RACKS - behind.length)]
}
