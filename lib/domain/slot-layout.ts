import { type Budget, type Depth, type Face, type FreeRange, freeRanges, type Load, type Occupant } from './rack-space'

/** What stands or is reserved in a rack. What moves away with this question is left out by its key. */
export interface SlotOccupant extends Occupant, Load {
  /** What is to be kept together or apart: an order's number; null for none. */
  group: string | null
}

export interface SlotRack extends Budget {
  code: string
  heightU: number
  occupants: readonly SlotOccupant[]
}

/** A rack that is being filled. */
export interface OpenRack extends Budget, Load {
  code: string
  heightU: number
  /** Its turn on the walk through the datacenter. */
  walk: number
  occupants: SlotOccupant[]
  groups: Map<string | null, number>
  /** The free runs by the shape that was asked for: each is looked for once as long as nothing moves. */
  free: Map<string, readonly FreeRange[]>
}

export type Layout = readonly OpenRack[]

interface Placed extends Load {
  barcode: string
  heightU: number
  depth: Depth
  group: string | null
}

/** The rack without the servers that are asked about: where they stand now is not in their way. */
export function openRack(rack: SlotRack, walk: number, leaving: ReadonlySet<string>): OpenRack {
  const { code, heightU, maxPowerW = null, maxWeightKg = null } = rack
  const occupants = rack.occupants.filter(({ key }) => !leaving.has(key))
  return withSums({ code, heightU, maxPowerW, maxWeightKg, walk }, occupants)
}

export function put(rack: OpenRack, server: Placed, place: { u: number; face: Face }): void {
  const { barcode: key, heightU, depth, powerW, weightKg, group } = server
  rack.occupants.push({ key, heightU, depth, powerW, weightKg, group, ...place })
  Object.assign(rack, withSums(rack, rack.occupants))
}

/** The rack as it is without one server. */
export function take(rack: OpenRack, server: { barcode: string }): OpenRack {
  return withSums(
    rack,
    rack.occupants.filter(({ key }) => key !== server.barcode),
  )
}

/** Where a thing of this shape can go on one face, lowest first; nothing where there is no place. */
export function freeFor(rack: OpenRack, shape: { heightU: number; depth: Depth }, face: Face): readonly FreeRange[] {
  const key = `${face} ${shape.depth} ${shape.heightU}`
  const known = rack.free.get(key)
  if (known !== undefined) return known
  const found = freeRanges(rack, rack.occupants, { heightU: shape.heightU, depth: shape.depth, face })
  const fitting = found.filter(({ positions }) => positions > 0)
  rack.free.set(key, fitting)
  return fitting
}

function withSums(
  rack: Omit<OpenRack, 'occupants' | 'groups' | 'free' | keyof Load>,
  occupants: SlotOccupant[],
): OpenRack {
  const groups = new Map<string | null, number>()
  for (const { group } of occupants) if (group !== null) groups.set(group, (groups.get(group) ?? 0) + 1)
  return {
    ...rack,
    occupants,
    groups,
    free: new Map(),
    powerW: occupants.reduce((sum, one) => sum + one.powerW, 0),
    weightKg: occupants.reduce((sum, one) => sum + one.weightKg, 0),
  }
}
