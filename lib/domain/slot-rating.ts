import { budgetLevel, budgetWarnings, type Depth, type Face, type Load, unitsInWords } from './rack-space'
import { freeFor, type OpenRack } from './slot-layout'

export interface SlotServer extends Load {
  barcode: string
  heightU: number
  depth: Depth
  /** What it is to be kept together with or apart from: its order; null for nothing. */
  group: string | null
}

export interface SlotWish {
  /** Keep an order in few racks next to one another, spread it over as many as possible, or neither. */
  keep: 'together' | 'apart' | null
  /** Also places that put a rack over its power or weight budget, with a warning. */
  overBudget: boolean
}

export interface Rated {
  u: number
  face: Face
  /** Lower is better; comparable within one answer only. */
  cost: number
  /** What the cost is made of. */
  parts: readonly Part[]
}

/**
 * What a technician weighs, in points. A rack of its order outweighs everything that is about units; being near a budget outweighs a
 * gap; of two racks alike the one with more power left is taken.
 */
const POINTS = {
  /** None of its order in this rack, when they are to be together; one rack further costs one more. */
  away: 60,
  /** Each of its order in this rack, when they are to be apart. */
  crowded: 60,
  near: 40,
  over: 400,
  /** A place in the middle of a free run, which it cuts in two. */
  cut: 24,
  /** One unit is left over, which hardly anything fits into. */
  sliver: 12,
  /** It fills a run to the last unit: nothing is left that is too small. */
  exact: -10,
  rear: 8,
  /** The heaviest things at the top of a rack; in proportion to weight and height. */
  high: 30,
  power: 10,
} as const

/** From so many kg a server is lifted by two, or by a lift: it is said that it stands low. */
const HEAVY_KG = 25
const HEAVIEST_KG = 50
const LOW_UNITS = 14

/** The places of one rack for one server: both ends of each free run on each face, rated. */
export function ratePlaces(
  rack: OpenRack,
  server: SlotServer,
  wish: SlotWish,
  mates: ReadonlyMap<number, number>,
): Rated[] {
  const load = loadOf(rack, server)
  if (load.level === 'over' && !wish.overBudget) return []
  const common = [company(rack, server, wish, mates), load]
  const faces: readonly Face[] = server.depth === 'full' ? ['front'] : ['front', 'rear']
  return faces.flatMap((face) =>
    freeFor(rack, server, face).flatMap((range) =>
      endsOf(range).map((u) => rate(rack, server, { u, face }, range, common)),
    ),
  )
}

function endsOf({ u, positions }: { u: number; positions: number }): number[] {
  return positions === 1 ? [u] : [u, u + positions - 1]
}

/** Words are made when they are asked for: of thousands that are compared a few are shown. */
interface Part {
  cost: number
  reasons?: () => string[]
  warnings?: () => string[]
}

function rate(
  rack: OpenRack,
  server: SlotServer,
  { u, face }: { u: number; face: Face },
  range: { u: number; heightU: number },
  common: readonly Part[],
): Rated {
  const parts = [...common, gap(rack, server, u, range), weight(rack, server, u), faceOf(server, face)]
  let cost = 0
  for (const part of parts) cost += part.cost
  return { u, face, cost, parts }
}

export function wordsOf({ parts }: Pick<Rated, 'parts'>): { reasons: string[]; warnings: string[] } {
  return {
    reasons: parts.flatMap((part) => part.reasons?.() ?? []),
    warnings: parts.flatMap((part) => part.warnings?.() ?? []),
  }
}

function company(rack: OpenRack, { group }: SlotServer, { keep }: SlotWish, mates: ReadonlyMap<number, number>): Part {
  if (keep === null || group === null) return { cost: 0 }
  const here = mates.get(rack.walk) ?? 0
  const words = () => [
    here === 0
      ? `none of ${group} stands here`
      : here === 1
        ? `one of ${group} stands here`
        : `${here} of ${group} stand here`,
  ]
  if (keep === 'apart') return { cost: here * POINTS.crowded, reasons: words }
  if (here > 0) return { cost: 0, reasons: words }
  if (mates.size === 0) return { cost: 0 }
  const far = Math.min(...[...mates.keys()].map((walk) => Math.abs(walk - rack.walk)))
  return {
    cost: POINTS.away + far,
    reasons: () => [far === 1 ? `next to a rack of ${group}` : `${far} racks from the nearest of ${group}`],
  }
}

function loadOf(rack: OpenRack, server: SlotServer): Part & { level: 'over' | 'near' | null } {
  const after = { powerW: rack.powerW + server.powerW, weightKg: rack.weightKg + server.weightKg }
  // What adds nothing to a budget is not held up by it.
  const budget = {
    maxPowerW: server.powerW > 0 ? rack.maxPowerW : null,
    maxWeightKg: server.weightKg > 0 ? rack.maxWeightKg : null,
  }
  const levels = [budgetLevel(after.powerW, budget.maxPowerW), budgetLevel(after.weightKg, budget.maxWeightKg)]
  const level = levels.includes('over') ? 'over' : levels.includes('near') ? 'near' : null
  const share = rack.maxPowerW ? Math.min(1, after.powerW / rack.maxPowerW) : 0
  const cost = (level === null ? 0 : POINTS[level]) + share * POINTS.power
  if (level !== null) return { level, cost, warnings: () => budgetWarnings(budget, after).map(({ words }) => words) }
  const left = rack.maxPowerW ? rack.maxPowerW - after.powerW : null
  return {
    level,
    cost,
    ...(left === null ? {} : { reasons: () => [`leaves ${(left / 1000).toFixed(1)} kW of power`] }),
  }
}

function gap(rack: OpenRack, server: SlotServer, u: number, range: { u: number; heightU: number }): Part {
  const left = range.heightU - server.heightU
  const words = () => unitsInWords(range.u, range.heightU)
  if (left === 0) return { cost: POINTS.exact, reasons: () => [`fills ${words()} exactly`] }
  const sliver = left === 1 ? { cost: POINTS.sliver, reasons: () => ['leaves a single unit'] } : null
  // At the very bottom or top of a run it stands next to something, or to the rack's end: what is left stays in one piece.
  const atEnd = u === range.u || u + server.heightU === range.u + range.heightU
  if (!atEnd) return { cost: POINTS.cut, reasons: () => [`cuts ${words()} in two`] }
  if (sliver !== null) return sliver
  return { cost: left === rack.heightU - server.heightU ? 0 : 1, reasons: () => [`leaves ${left}U in one piece`] }
}

function weight(rack: OpenRack, { weightKg, heightU }: SlotServer, u: number): Part {
  const height = rack.heightU <= heightU ? 0 : (u - 1) / (rack.heightU - heightU)
  // A little for those whose weight is not known too: from below upwards, as racks are filled.
  const heft = 0.2 + 0.8 * Math.min(1, weightKg / HEAVIEST_KG)
  const low = weightKg >= HEAVY_KG && u <= LOW_UNITS
  return { cost: POINTS.high * heft * height, ...(low ? { reasons: () => [`${weightKg} kg, and low`] } : {}) }
}

function faceOf({ depth }: SlotServer, face: Face): Part {
  if (depth === 'full' || face === 'front') return { cost: 0 }
  return { cost: POINTS.rear, reasons: () => ['from the rear'] }
}
