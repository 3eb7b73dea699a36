import { shortModel } from '@/components/ui/model-name'
import type { ElevationView } from '@/lib/contracts/inventory/rack'
import { type Face, type FreeRange, fits, freeRanges, type Occupant, unitsInWords } from '@/lib/domain/rack-space'
import { suggestPlaces } from '@/lib/domain/slots'
import { type StateMark, serverWords } from '@/lib/domain/state-words'
import type { Carried } from './drag-carried'
import { occupantsOf } from './rack-cells'

export interface Place {
  u: number
  face: Face
}

/** Why a place is not to be had: what is in the way, what to do about it. */
export interface Refusal {
  lead: string
  blocker: { barcode: string | null; name: string; words: string } | null
  more: string
  nearest: Place | null
}

type Shape = Pick<Carried, 'barcode' | 'heightU' | 'depth' | 'face'>

const planKey = (barcode: string) => `the plan for ${barcode}`

/** What takes space: what stands there and what is kept for others. What is carried is in nobody's way, its own plan neither. */
export function takenIn(elevation: ElevationView, barcode: string | undefined): Occupant[] {
  return [
    ...occupantsOf(elevation).filter(({ key }) => key !== barcode),
    ...elevation.planned
      .filter((plan) => plan.barcode !== barcode)
      .map(({ u, heightU, face, depth, ...plan }) => ({ key: planKey(plan.barcode), u, heightU, face, depth })),
  ]
}

export function rangesIn(elevation: ElevationView, carried: Shape, face: Face): FreeRange[] {
  return freeRanges(elevation.rack, takenIn(elevation, carried.barcode), { ...carried, face })
}

/** The faces on which a place can be chosen: of full depth, it is the same from behind. */
export function facesFor(carried: Shape): readonly Face[] {
  return carried.depth === 'full' ? [carried.face] : ['front', 'rear']
}

/** Every place that it fits into, top first, but the one where it stands. */
export function placesIn(elevation: ElevationView, carried: Shape, face: Face): Place[] {
  const here = standingPlace(elevation, carried)
  return rangesIn(elevation, carried, face)
    .flatMap(({ u, positions }) => Array.from({ length: positions }, (_, i) => ({ u: u + i, face })))
    .filter((place) => !isSamePlace(carried, here, place))
    .reverse()
}

export function standingPlace(elevation: ElevationView, carried: Shape): Place | null {
  const standing = elevation.servers.find(({ barcode }) => barcode === carried.barcode)
  return standing === undefined ? null : { u: standing.u, face: standing.face }
}

export function isSamePlace(carried: Shape, a: Place | null, b: Place): boolean {
  return a !== null && a.u === b.u && (carried.depth === 'full' || a.face === b.face)
}

/** The next place that it fits into, up (1) or down (-1) from `from`; at the end it stays. */
export function nextPlace(places: readonly Place[], from: Place | null, step: 1 | -1): Place | null {
  if (from === null) return places[0] ?? null
  const above = places.filter(({ u }) => u > from.u)
  return (step === 1 ? above.at(-1) : places.find(({ u }) => u < from.u)) ?? from
}

/** Where a drop at this unit lands: there, or in the free run under the pointer; null when it is refused. */
export function landing(elevation: ElevationView, carried: Shape, wanted: Place, pointerU: number): Place | null {
  const range = rangesIn(elevation, carried, wanted.face).find(
    ({ u, heightU, positions }) => positions > 0 && pointerU >= u && pointerU < u + heightU,
  )
  if (range === undefined) return null
  return { ...wanted, u: Math.min(Math.max(wanted.u, range.u), range.u + range.positions - 1) }
}

/** The place of this rack that a technician would take: the planned one, else the best. */
export function bestPlace(elevation: ElevationView, carried: Carried): Place | null {
  const { rack } = elevation
  const plan = elevation.planned.find(({ barcode }) => barcode === carried.barcode)
  if (plan !== undefined) return { u: plan.u, face: plan.face }
  const occupants = takenIn(elevation, carried.barcode).map((one) => ({ ...one, powerW: 0, weightKg: 0, group: null }))
  const wish = { keep: null, overBudget: true } as const
  const [answer] = suggestPlaces(
    [{ code: rack.code, heightU: rack.heightU, occupants }],
    [{ ...carried, group: null }],
    wish,
    3,
  )
  const here = standingPlace(elevation, carried)
  const place = answer?.places.find((one) => !isSamePlace(carried, here, one))
  return place === undefined ? null : { u: place.u, face: carried.depth === 'full' ? carried.face : place.face }
}

/** Null where the place is to be had. */
export function refusalAt(elevation: ElevationView, carried: Shape, place: Place): Refusal | null {
  const taken = takenIn(elevation, carried.barcode)
  const fit = fits(elevation.rack, taken, { ...carried, ...place, key: '' })
  if (fit.ok) return null
  const nearest = nearestOf(placesIn(elevation, carried, place.face), place)
  const key = fit.blockedBy[0]
  const thing = taken.find((one) => one.key === key)
  if (thing === undefined) return { lead: fit.reason, blocker: null, more: '', nearest }
  const others = fit.blockedBy.length - 1
  const needs = carried.heightU === 1 ? '' : `This server needs ${carried.heightU}U.`
  return {
    lead: `${unitsInWords(thing.u, thing.heightU)} is taken by`,
    blocker: blockerOf(elevation, thing.key),
    more: [others === 0 ? '' : `${others} more in the way.`, needs].filter((words) => words !== '').join(' '),
    nearest,
  }
}

const marks: Record<string, StateMark> = serverWords

function blockerOf(elevation: ElevationView, key: string): Refusal['blocker'] {
  const server = elevation.servers.find(({ barcode }) => barcode === key)
  if (server !== undefined) {
    const state = (marks[server.state]?.word ?? server.state).toLowerCase()
    return { barcode: key, name: key, words: `(${shortModel(server.modelName)}, ${state})` }
  }
  const plan = elevation.planned.find(({ barcode }) => planKey(barcode) === key)
  if (plan === undefined) return { barcode: null, name: key, words: '' }
  return { barcode: plan.barcode, name: key, words: `(by ${plan.by})` }
}

function nearestOf(places: readonly Place[], to: Place): Place | null {
  return [...places].sort((a, b) => Math.abs(a.u - to.u) - Math.abs(b.u - to.u) || a.u - b.u)[0] ?? null
}

/** The same in one sentence, for those who hear it. */
export function refusalInWords(refusal: Refusal): string {
  const { lead, blocker, more, nearest } = refusal
  const who = blocker === null ? '' : `${blocker.name} ${blocker.words}`.trim()
  const first = blocker === null ? lead : `${lead} ${who}.`
  const near = nearest === null ? 'This rack has no other place for it.' : `Nearest fit: U${nearest.u}.`
  return [first, more, near].filter((words) => words !== '').join(' ')
}
