import { type Capacity, RESOURCES } from './composite-score'
import { askedOf, type Constraints, type Demand } from './plan'
import { shareCap } from './rack-limits'
import type { RackSupply, ServerClass, Supply } from './supply'

/** Racks are no higher (see contracts), so no more servers of one unit stand in one. */
export const RACK_UNITS = 200

/** What a plan must keep in every rack, in the planner's own terms. */
export interface RackRules {
  /** At most so many of the plan's servers in one rack. */
  perRack: number
  /** At most this per cent of the plan's servers in one rack, rounded up. */
  sharePercent: number | null
  /** Keep each rack's watts. */
  power: boolean
  /** What must be left of each resource when any one rack is lost; null: nothing. */
  afterLoss: Readonly<Capacity> | null
}

export function rackRulesOf(constraints: Constraints, demand: Demand): RackRules {
  const { maxPerRack, maxSharePerRack, rackPower, surviveRackLoss } = constraints
  const lines = demand.kind === 'lines' ? demand.lines.reduce((sum, { count }) => sum + count, 0) : null
  // Of an order by lines so many servers must be left: a limit on how many one rack may hold.
  const loss = surviveRackLoss !== undefined && lines !== null ? lines - shareCap(surviveRackLoss, lines) : RACK_UNITS
  const share = maxSharePerRack !== undefined && lines !== null ? shareCap(maxSharePerRack, lines) : RACK_UNITS
  return {
    perRack: Math.min(maxPerRack ?? RACK_UNITS, loss, share, RACK_UNITS),
    sharePercent: maxSharePerRack !== undefined && lines === null ? maxSharePerRack : null,
    power: rackPower === true,
    afterLoss: surviveRackLoss !== undefined && lines === null ? shareOf(askedOf(demand), surviveRackLoss) : null,
  }
}

/** Do the rules say anything? Without any, how many of each class is all that has to be decided. */
export function ruleRacks(rules: RackRules): boolean {
  return rules.perRack < RACK_UNITS || rules.sharePercent !== null || rules.power || rules.afterLoss !== null
}

/** So many of a plan's servers may stand in one rack, by the rules on counts alone. */
export function rackCap({ perRack, sharePercent }: RackRules, servers: number): number {
  return Math.min(perRack, sharePercent === null ? RACK_UNITS : shareCap(sharePercent, servers))
}

/** Something must be left when any one rack is lost, and there is nothing in warehouses that could be. */
export function mustBeApart({ afterLoss }: RackRules, supply: Supply): boolean {
  if (afterLoss === null || RESOURCES.every((resource) => afterLoss[resource] <= 0)) return false
  return !supply.classes.some(({ inWarehouse, free }) => inWarehouse && free > 0)
}

/** As many servers of a class as its watts allow in the rack by themselves. */
export function powerCap(rules: RackRules, rack: RackSupply, of: ServerClass): number {
  if (!rules.power || rack.headroomW === null) return RACK_UNITS
  // Over its budget already: nothing more, though it draw nothing.
  if (rack.headroomW < 0) return 0
  if (of.powerW === null || of.powerW === 0) return of.powerW === 0 ? RACK_UNITS : 0
  return Math.max(0, Math.floor(rack.headroomW / of.powerW))
}

/** Servers of one class in one rack, or in no rack. */
export interface Placed {
  rack: number | null
  classIndex: number
  count: number
}

/** The racks in which a placement breaks the rules on watts, or whose loss would leave too little. */
export function brokenRacks(rules: RackRules, supply: Supply, placement: readonly Placed[]): number[] {
  const watts = new Map<number, number>()
  const held = new Map<number, Capacity>()
  const all = { cpuCores: 0, ramGb: 0, nvmeGb: 0 }
  for (const { rack, classIndex, count } of placement) {
    const of = supply.classes[classIndex]
    if (of === undefined) continue
    for (const resource of RESOURCES) all[resource] += count * of[resource]
    if (rack === null) continue
    watts.set(rack, (watts.get(rack) ?? 0) + count * (of.powerW ?? 0))
    const there = held.get(rack) ?? { cpuCores: 0, ramGb: 0, nvmeGb: 0 }
    for (const resource of RESOURCES) there[resource] += count * of[resource]
    held.set(rack, there)
  }
  return [...held].flatMap(([rack, there]) => {
    const headroom = rules.power ? (supply.racks[rack]?.headroomW ?? null) : null
    const overloaded = headroom !== null && (watts.get(rack) ?? 0) > headroom
    const { afterLoss } = rules
    const lost =
      afterLoss !== null && RESOURCES.some((resource) => all[resource] - there[resource] < afterLoss[resource])
    return overloaded || lost ? [rack] : []
  })
}

function shareOf(asked: Capacity, percent: number): Capacity {
  return {
    cpuCores: shareCap(percent, asked.cpuCores),
    ramGb: shareCap(percent, asked.ramGb),
    nvmeGb: shareCap(percent, asked.nvmeGb),
  }
}
