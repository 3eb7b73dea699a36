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
    readStanding(ctx, rackId.in),
    ctx.db.rackItem.findMany({
      where: { rackId, side: null },
      select: { rackId: true, name: true, u: true, face: true, heightU: true, depth: true },
    }),
    readPlanned(ctx, rackId.in),
  ])
  const byRack = new Map<number, SlotOccupant[]>(rackId.in.map((id) => [id, []]))
  for (const { lines, maxPowerW, weightKg, rackId: id, group, heightU, face, depth } of servers) {
    const load = loadOf({ maxPowerW, weightKg })
    const occupants = byRack.get(id)
    for (const line of lines.split('\n')) {
      const space = line.indexOf(' ')
      const key = line.slice(space + 1)
      const u = Number(line.slice(0, space))
      occupants?.push({ key, u, heightU, face, depth, group, powerW: load.powerW, weightKg: load.weightKg })
    }
  }
  for (const { rackId: id, name, ...place } of items)
    byRack.get(id)?.push({ ...place, key: name, group: null, powerW: 0, weightKg: 0 })
  // What is to come weighs already, unless it stands in this very rack.
  for (const { rackId: id, standsIn, maxPowerW, weightKg, ...planned } of plans)
    byRack.get(id)?.push({
      ...planned,
      ...(standsIn === id ? { powerW: 0, weightKg: 0 } : loadOf({ maxPowerW, weightKg })),
    })
  return racks.map(({ id, code, heightU, maxPowerW, maxWeightKg }) => ({
    ...{ code, heightU, maxPowerW, maxWeightKg },
    occupants: byRack.get(id) ?? [],
  }))
}

type Standing = Omit<SlotOccupant, 'powerW' | 'weightKg'> & {
  rackId: number
  maxPowerW: number | null
  weightKg: number | null
}

/** Servers of one rack, order, model and shape: a line each, of its place and its barcode. */
interface Alike extends Omit<Standing, 'key' | 'u'> {
  lines: string
}

/**
 * The servers in these racks: thousands, of hundreds of kinds. Gathered by what they have in common before that is looked up,
 * a tenth of the rows comes, and of each server only what is its own; each kind then asks for its order, as a join would read
 * all of them.
 */
const readStanding = (ctx: Ctx, rackIds: readonly number[]): Promise<Alike[]> =>
  ctx.db.$queryRaw<Alike[]>`
    SELECT v.rack_id AS "rackId", v.height_u AS "heightU", v.face::text AS face, v.depth::text AS depth, v.lines,
      (SELECT o.number::text FROM orders o WHERE o.id = v.order_id) AS "group", m.max_power_w AS "maxPowerW", m.weight_kg AS "weightKg"
    FROM (
      SELECT rack_id, order_id, model_id, height_u, face, depth, string_agg(concat_ws(' ', u, barcode), E'\n') AS lines
      FROM servers WHERE rack_id = ANY(${[...rackIds]}::int[]) AND u IS NOT NULL AND face IS NOT NULL
      GROUP BY rack_id, order_id, model_id, height_u, face, depth
    ) v LEFT JOIN server_models m ON m.id = v.model_id`

const readPlanned = (ctx: Ctx, rackIds: readonly number[]) =>
  ctx.db.$queryRaw<(Standing & { standsIn: number | null })[]>`
    SELECT p.rack_id AS "rackId", p.u, p.face::text AS face, p.height_u AS "heightU", p.depth::text AS depth,
      s.barcode::text AS key, o.number::text AS "group", m.max_power_w AS "maxPowerW", m.weight_kg AS "weightKg", s.rack_id AS "standsIn"
    FROM planned_moves p JOIN servers s ON s.id = p.server_id LEFT JOIN orders o ON o.id = p.order_id
      LEFT JOIN server_models m ON m.id = s.model_id
    WHERE p.rack_id = ANY(${[...rackIds]}::int[])`

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
