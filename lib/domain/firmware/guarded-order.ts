import { Heap } from '../planning/solver/heap'
import { type Cost, isMet, type Move, names, type Part, type Place, startPlaces } from './places'
import type { ComponentStep, UpgradeEdge } from './upgrade-graph'

/** As many combinations as four components of eleven versions can have, and some more; about two seconds. */
export const MOST_STATES = 15_000

export type GuardedOrder =
  | { ok: true; groups: ComponentStep[][] }
  /** `stuck`: the versions closest to the targets that can be held at the same time, each with the hops from there. */
  | { ok: false; gaveUp: boolean; stuck: readonly Place[] }

/** Where each part is after some groups. `left`: at least so much remains. `turn`: which of them was found first. */
type State = {
  places: readonly Place[]
  before: State | null
  group: readonly Move[]
  done: Cost
  left: Cost
  turn: number
}

/**
 * The order of flashes that brings all parts to their targets with each guard holding when its group begins: A* over
 * the versions that the parts have together. Of all such orders it has the least minutes (of those parts whose edges
 * all have theirs), then the fewest hops, by whichever chains that takes. Where there is an order one is found, and
 * where there is none that is proven; only when more than `mostStates` combinations would have to be looked at is it
 * given up. Among equals the hops that no other one depends on come first, then the parts in their order, each as far
 * as it can go. The order of the edges is without effect.
 *
 * A hop that must be flashed with another part goes with that one's hop, which names it in return wherever such a hop
 * still lies ahead of that part. Where the other is at its target, the hop stands alone.
 * @param edges only such whose guards on what is no part are met
 */
export function guardedOrder(
  parts: readonly Part[],
  edges: readonly UpgradeEdge[],
  mostStates = MOST_STATES,
): GuardedOrder {
  const nothing = { minutes: 0, hops: 0 }
  const start = startPlaces(parts, edges)
  let nearest: State = { places: start, before: null, group: [], done: nothing, left: leftOf(start), turn: 0 }
  let turn = 0
  const settled = new Set<string>()
  const open = new Heap<State>(comesFirst)
  open.add(nearest)
  for (let state = open.take(); state !== undefined; state = open.take()) {
    const key = keyOf(state.places)
    if (settled.has(key)) continue
    if (state.left.hops === 0) return { ok: true, groups: groupsUpTo(state) }
    if (settled.size === mostStates) return { ok: false, gaveUp: true, stuck: goOn(nearest.places) }
    settled.add(key)
    if (compareCosts(state.left, nearest.left) < 0) nearest = state
    if (!isAlive(state.places)) continue
    for (const group of groupsFrom(state.places)) {
      const places = after(state.places, group)
      const done = sumOf([state.done, ...group.map(({ cost }) => cost)])
      turn++
      if (!settled.has(keyOf(places))) open.add({ places, before: state, group, done, left: leftOf(places), turn })
    }
  }
  return { ok: false, gaveUp: false, stuck: goOn(nearest.places) }
}

/**
 * What can be flashed next: a hop, or two that go together. Of a part whose hops are all free and may all be flashed
 * one has to come at some time and can as well come now: then nothing else is looked at.
 */
function groupsFrom(places: readonly Place[]): (readonly Move[])[] {
  const held = new Set(places)
  const ready = places.find(({ left, moves }) => left.hops > 0 && moves.every((move) => move.free && isMet(move, held)))
  if (ready) return ready.moves.map((move) => [move])
  return places
    .flatMap(({ moves }) => moves.flatMap((move) => groupsWith(move, places)))
    .filter((group) => group.every((move) => isMet(move, held)))
}

function groupsWith(move: Move, places: readonly Place[]): Move[][] {
  const mate = places.find((place) => place !== move.from && names(move, place.component))
  if (mate === undefined || mate.left.hops === 0) return [[move]]
  const mutual = isNamedAhead(mate, move.from.component)
  return mate.moves.filter((other) => !mutual || names(other, move.from.component)).map((other) => [move, other])
}

/** Does a hop name the component, from this place on? */
function isNamedAhead(place: Place, component: string): boolean {
  const ahead = new Set([place])
  for (const { moves } of ahead) for (const { to } of moves) ahead.add(to)
  return [...ahead].some(({ moves }) => moves.some((move) => names(move, component)))
}

/**
 * Could all targets still be reached if no version were lost by flashing the next? Where not, no order leads there
 * either, and nothing behind these places has to be looked at.
 */
function isAlive(places: readonly Place[]): boolean {
  const held = new Set(places)
  for (let before = 0; before < held.size; ) {
    before = held.size
    for (const { moves } of held) for (const move of moves) if (isMet(move, held)) held.add(move.to)
  }
  const arrived = [...held].filter(({ left }) => left.hops === 0)
  return arrived.length === places.length
}

/** The places after all hops that still bring a part nearer to its target. */
function goOn(places: readonly Place[]): readonly Place[] {
  const left = leftOf(places)
  const next = groupsFrom(places)
    .map((group) => after(places, group))
    .find((other) => compareCosts(leftOf(other), left) < 0)
  return next ? goOn(next) : places
}

function after(places: readonly Place[], group: readonly Move[]): Place[] {
  return places.map((place) => group.find(({ from }) => from === place)?.to ?? place)
}

function groupsUpTo({ before, group }: State): ComponentStep[][] {
  return before === null ? [] : [...groupsUpTo(before), group.map(({ step }) => step)]
}

/** The shortest way first; of equals the one that is done the furthest, then the one found first. */
function comesFirst(a: State, b: State): boolean {
  const order = compareCosts(sumOf([a.done, a.left]), sumOf([b.done, b.left])) || b.done.hops - a.done.hops
  return order < 0 || (order === 0 && a.turn < b.turn)
}

function compareCosts(a: Cost, b: Cost): number {
  return a.minutes - b.minutes || a.hops - b.hops
}

function leftOf(places: readonly Place[]): Cost {
  return sumOf(places.map(({ left }) => left))
}

function sumOf(costs: readonly Cost[]): Cost {
  return costs.reduce((sum, { minutes, hops }) => ({ minutes: sum.minutes + minutes, hops: sum.hops + hops }))
}

function keyOf(places: readonly Place[]): string {
  return places.map(({ key }) => key).join()
}
