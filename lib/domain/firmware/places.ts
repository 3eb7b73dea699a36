import {
  type ComponentStep,
  edgesOf,
  isTimed,
  sameComponent,
  shortestChain,
  stepOf,
  type UpgradeEdge,
} from './upgrade-graph'
import { matchesVersion, sameVersion } from './version-compare'

/** A component on its way to its target. */
export type Part = { component: string; current: string; target: string }

/** The minutes, which count first, are those of components whose edges all have theirs. */
export type Cost = { minutes: number; hops: number }

/** A component at a version from which its target can be reached. `left`: the least that remains, guards aside. */
export type Place = { key: string; component: string; version: string; left: Cost; moves: Move[] }

/**
 * One hop to the next place. `needs`: for each guard the places of which one has to be held. `free`: it is flashed
 * alone, and no other hop can tell whether it is done.
 */
export type Move = { step: ComponentStep; from: Place; to: Place; cost: Cost; needs: Place[][]; free: boolean }

/**
 * Each part's place to start from, with all that can be reached from there. The guards of `edges` on what is no part
 * count as met.
 */
export function startPlaces(parts: readonly Part[], edges: readonly UpgradeEdge[]): Place[] {
  const ways = parts.map((part) => placesOf(part, edgesOf(edges, part.component)))
  const moves = ways.flat().flatMap((place) => place.moves)
  for (const { step, needs } of moves) {
    for (const { component, version } of step.requires) {
      const guarded = ways.find(([place]) => place && sameComponent(place.component, component))
      if (guarded) needs.push(guarded.filter((place) => matchesVersion(version, place.version)))
    }
  }
  const guards = moves.flatMap(({ needs }) => needs)
  for (const move of moves) {
    const { step, from, to } = move
    const seen = guards.some((places) => places.includes(from) !== places.includes(to))
    move.free = !seen && step.flashedWith === null && !moves.some((other) => names(other, step.component))
  }
  return ways.flatMap(([start]) => start ?? [])
}

/** Is one of the places held that each guard needs? */
export function isMet({ needs }: Move, held: ReadonlySet<Place>): boolean {
  return needs.every((places) => places.some((place) => held.has(place)))
}

export function names({ step }: Move, component: string): boolean {
  return step.flashedWith !== null && sameComponent(step.flashedWith, component)
}

/** All places that can be reached from where the part stands, that one first. */
function placesOf({ component, current, target }: Part, own: readonly UpgradeEdge[]): Place[] {
  const timed = isTimed(own)
  const places: Place[] = []
  const placeAt = (version: string): Place | null => {
    const known = places.find((place) => sameVersion(place.version, version))
    if (known) return known
    const chain = shortestChain(own, component, version, target)
    if (!chain.ok) return null
    const left = {
      minutes: chain.steps.reduce((sum, step) => sum + (timed ? (step.minutes ?? 0) : 0), 0),
      hops: chain.steps.length,
    }
    const place = { key: `${places.length}`, component, version, left, moves: [] }
    places.push(place)
    return place
  }
  placeAt(current)
  for (const from of places) {
    for (const edge of own) {
      const to = matchesVersion(edge.from, from.version) ? placeAt(edge.to) : null
      if (to === null) continue
      const step = { ...stepOf(edge, from.version), component }
      from.moves.push({
        step,
        from,
        to,
        needs: [],
        free: false,
        cost: { minutes: timed ? (edge.minutes ?? 0) : 0, hops: 1 },
      })
    }
  }
  return places
}
