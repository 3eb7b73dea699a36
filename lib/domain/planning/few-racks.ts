import { RESOURCES } from './composite-score'
import { RackFill } from './rack-fill'
import { brokenRacks, mustBeApart, type Placed, powerCap, RACK_UNITS, type RackRules, rackCap } from './rack-rules'
import { Heap } from './solver/heap'
import type { RackSupply, Supply } from './supply'

/** Emptying compares each rack with each other. */
const MOST_TO_EMPTY = 150

export interface FewRacks {
  placement: Placed[]
  racks: number
  /** No placement of so many servers, of whatever classes, needs fewer racks. */
  bound: number
}

/**
 * The same servers by class, in as few racks as a greedy cover finds: the rack that takes most of what is left, of equals the
 * first in walking order; then racks that others have room for are emptied. `placement` may leave racks open (null for a
 * class that stands in racks): where the cover breaks a rule, they are spread as evenly as can be. Null where that breaks one
 * as well, or the racks do not hold as many.
 */
export function placeInFewRacks(supply: Supply, rules: RackRules, placement: readonly Placed[]): FewRacks | null {
  const cover = new Cover(supply, rules, placement)
  const covered = cover.run()
  const isOpen = placement.some(({ rack, classIndex }) => rack === null && !isStored(supply, classIndex))
  const given = !isOpen ? placement : covered === null ? spread(supply, rules, placement) : null
  const chosen = covered !== null && (given === null || racksOf(covered) <= racksOf(given)) ? covered : given
  return chosen === null ? null : { placement: inWalkingOrder(chosen), racks: racksOf(chosen), bound: cover.bound() }
}

function spread(supply: Supply, rules: RackRules, placement: readonly Placed[]): Placed[] | null {
  const counts = supply.classes.map(() => 0)
  let servers = 0
  for (const { classIndex, count } of placement) {
    counts[classIndex] = (counts[classIndex] ?? 0) + count
    servers += count
  }
  const fill = new RackFill(
    supply.classes.map((of) => ({ watts: rules.power ? (of.powerW ?? 0) : 0, stored: of.inWarehouse ? of.free : 0 })),
    supply.racks.map(({ free }) => free),
    supply.racks.map(({ headroomW }) => (rules.power && headroomW !== null ? headroomW : Number.POSITIVE_INFINITY)),
  )
  const filled = fill.place(counts, rackCap(rules, servers))
  if (filled === null) return null
  const stored = placement.filter(({ classIndex }) => isStored(supply, classIndex))
  const placed = [...filled.map(({ column, rack, count }) => ({ rack, classIndex: column, count })), ...stored]
  return brokenRacks(rules, supply, placed).length === 0 ? placed : null
}

class Cover {
  private readonly supply: Supply
  private readonly rules: RackRules
  private readonly cap: number
  private readonly servers: number
  private readonly left: number[]
  /** The most of each resource that one rack may hold: with it lost, enough is left. */
  private readonly mayBeLost: number[]
  private readonly taken = new Map<number, Map<number, number>>()
  private readonly stored: Placed[] = []

  constructor(supply: Supply, rules: RackRules, placement: readonly Placed[]) {
    this.supply = supply
    this.rules = rules
    this.left = supply.classes.map(() => 0)
    let all = 0
    let racked = 0
    const inAll = RESOURCES.map(() => 0)
    for (const placed of placement) {
      all += placed.count
      RESOURCES.forEach((_, r) => {
        inAll[r] = (inAll[r] ?? 0) + placed.count * this.unitsOf(placed.classIndex, r)
      })
      if (isStored(supply, placed.classIndex)) this.stored.push({ ...placed, rack: null })
      else {
        racked += placed.count
        this.left[placed.classIndex] = (this.left[placed.classIndex] ?? 0) + placed.count
      }
    }
    this.servers = racked
    const { afterLoss } = rules
    this.mayBeLost = RESOURCES.map((resource, r) =>
      afterLoss === null ? Number.POSITIVE_INFINITY : (inAll[r] ?? 0) - afterLoss[resource],
    )
    this.cap = rackCap(rules, all)
  }

  run(): Placed[] | null {
    const heap = new Heap<{ rack: number; takes: number }>(
      (a, b) => a.takes > b.takes || (a.takes === b.takes && a.rack < b.rack),
    )
    this.supply.racks.forEach((_, rack) => {
      const takes = total(this.takeFrom(rack))
      if (takes > 0) heap.add({ rack, takes })
    })
    // What a rack takes only shrinks as others are filled: one that still comes first with its new figure is the best.
    for (let next = heap.take(); next !== undefined; next = heap.take()) {
      const takes = this.takeFrom(next.rack)
      const now = { rack: next.rack, takes: total(takes) }
      if (now.takes === 0) continue
      const rival = heap.first()
      if (now.takes < next.takes && rival !== undefined && rival.takes >= now.takes) heap.add(now)
      else this.give(next.rack, takes, 1)
    }
    if (this.left.some((count) => count > 0)) return null
    if (this.taken.size <= MOST_TO_EMPTY) this.emptySmallRacks()
    const placed = [...this.taken].flatMap(([rack, counts]) =>
      [...counts].flatMap(([classIndex, count]) => (count > 0 ? [{ rack, classIndex, count }] : [])),
    )
    const placement = [...placed, ...this.stored]
    return brokenRacks(this.rules, this.supply, placement).length === 0 ? placement : null
  }

  /** The fullest racks that could hold so many servers. */
  bound(): number {
    const room = this.supply.racks
      .map((rack) =>
        Math.min(
          this.cap,
          rack.free.reduce((sum, [, count]) => sum + count, 0),
        ),
      )
      .sort((a, b) => b - a)
    let servers = this.servers
    let racks = 0
    for (const most of room) {
      if (servers <= 0) break
      servers -= most
      racks++
    }
    return Math.max(racks, mustBeApart(this.rules, this.supply) ? 2 : 0)
  }

  /** Each rack of few servers is given up if the other chosen ones have room for what it holds. */
  private emptySmallRacks(): void {
    const size = (rack: number) => [...(this.taken.get(rack)?.values() ?? [])].reduce((sum, count) => sum + count, 0)
    for (const rack of [...this.taken.keys()].sort((a, b) => size(a) - size(b) || b - a)) {
      const held = [...(this.taken.get(rack) ?? [])]
      this.give(rack, held, -1)
      this.taken.delete(rack)
      const moves: { rack: number; takes: [number, number][] }[] = []
      for (const other of this.taken.keys()) {
        const takes = this.takeFrom(other)
        if (takes.length === 0) continue
        this.give(other, takes, 1)
        moves.push({ rack: other, takes })
      }
      if (this.left.every((count) => count === 0)) continue
      for (const move of moves) this.give(move.rack, move.takes, -1)
      this.give(rack, held, 1)
    }
  }

  /** What the rack can give of what is left, beside what it gave already. */
  private takeFrom(index: number): [classIndex: number, count: number][] {
    const rack = this.supply.racks[index]
    if (rack === undefined) return []
    const given = this.taken.get(index)
    let room = this.cap
    let watts = this.rules.power && rack.headroomW !== null ? rack.headroomW : Number.POSITIVE_INFINITY
    const loss = [...this.mayBeLost]
    const give = (classIndex: number, count: number): void => {
      room -= count
      watts -= count * this.wattsOf(classIndex)
      for (let r = 0; r < loss.length; r++) loss[r] = (loss[r] ?? 0) - count * this.unitsOf(classIndex, r)
    }
    for (const [classIndex, count] of given ?? []) give(classIndex, count)
    const takes: [number, number][] = []
    for (const [classIndex, free] of rack.free) {
      const count = Math.min(
        this.left[classIndex] ?? 0,
        free - (given?.get(classIndex) ?? 0),
        room,
        this.fitting(rack, classIndex, watts),
        this.losable(classIndex, loss),
      )
      if (count <= 0) continue
      give(classIndex, count)
      takes.push([classIndex, count])
    }
    return takes
  }

  /** As many of the class as may stand in a rack that may lose so much more. */
  private losable(classIndex: number, loss: readonly number[]): number {
    if (this.rules.afterLoss === null) return RACK_UNITS
    return Math.min(
      ...loss.map((units, r) => {
        const each = this.unitsOf(classIndex, r)
        return each === 0 ? RACK_UNITS : Math.floor(units / each)
      }),
    )
  }

  private unitsOf(classIndex: number, resource: number): number {
    const key = RESOURCES[resource]
    return key === undefined ? 0 : (this.supply.classes[classIndex]?.[key] ?? 0)
  }

  private fitting(rack: RackSupply, classIndex: number, watts: number): number {
    const of = this.supply.classes[classIndex]
    if (of === undefined) return 0
    const most = powerCap(this.rules, rack, of)
    return watts === Number.POSITIVE_INFINITY || !of.powerW ? most : Math.min(most, Math.floor(watts / of.powerW))
  }

  private give(rack: number, takes: readonly (readonly [number, number])[], sign: 1 | -1): void {
    const given = this.taken.get(rack) ?? new Map<number, number>()
    for (const [classIndex, count] of takes) {
      given.set(classIndex, (given.get(classIndex) ?? 0) + sign * count)
      this.left[classIndex] = (this.left[classIndex] ?? 0) - sign * count
    }
    this.taken.set(rack, given)
  }

  private wattsOf(classIndex: number): number {
    return this.supply.classes[classIndex]?.powerW ?? 0
  }
}

function total(takes: readonly (readonly [number, number])[]): number {
  return takes.reduce((sum, [, count]) => sum + count, 0)
}

function isStored(supply: Supply, classIndex: number): boolean {
  return supply.classes[classIndex]?.inWarehouse === true
}

function racksOf(placement: readonly Placed[]): number {
  return new Set(placement.flatMap(({ rack }) => (rack === null ? [] : [rack]))).size
}

/** Racks as they are walked, what stands in none last; within one by class. */
function inWalkingOrder(placement: readonly Placed[]): Placed[] {
  const key = ({ rack }: Placed) => rack ?? Number.MAX_SAFE_INTEGER
  return [...placement].sort((a, b) => key(a) - key(b) || a.classIndex - b.classIndex)
}
