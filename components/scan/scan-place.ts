import { toQueryString } from '@/lib/client/api-fetch'
import { type Face, unitsInWords } from '@/lib/domain/rack-space'

/** A location as the scan command takes it. */
export type ScanLocation = { warehouse: string } | { rack: string; u: number; face?: Face | undefined }

/** Where the unit goes after a placement: over what was placed, under it, or it stays. */
export const STEPS = ['up', 'down', 'stay'] as const
export type Step = (typeof STEPS)[number]

/** Where scans go; null until one is set. All of it lives in the URL. */
export type ScanPlace =
  | { into: 'rack'; rack: string; u: number; face: Face; step: Step }
  | { into: 'warehouse'; warehouse: string }

const MAX_U = 100

const inRange = (u: number) => Math.min(MAX_U, Math.max(1, u))

/** Reads the place from the URL's parameters; what makes no sense is no place. */
export function readPlace(params: { get(name: string): string | null }): ScanPlace | null {
  const warehouse = params.get('warehouse')
  if (warehouse !== null && warehouse !== '') return { into: 'warehouse', warehouse }
  const rack = params.get('rack')
  if (rack === null || rack === '') return null
  const u = Number(params.get('u') ?? '1')
  const step = STEPS.find((one) => one === params.get('step')) ?? 'up'
  const face = params.get('face') === 'rear' ? 'rear' : 'front'
  return { into: 'rack', rack, u: Number.isInteger(u) ? inRange(u) : 1, face, step }
}

/** The page's URL with this place, within the datacenter that the pages are narrowed to. */
export function scanHref(place: ScanPlace | null, datacenter?: string | null): string {
  if (place === null) return `/scan${toQueryString({ datacenter })}`
  if (place.into === 'warehouse') return `/scan${toQueryString({ datacenter, warehouse: place.warehouse })}`
  const { rack, u, face, step } = place
  return `/scan${toQueryString({
    datacenter,
    rack,
    u,
    face: face === 'front' ? undefined : face,
    step: step === 'up' ? undefined : step,
  })}`
}

/** The location as the scan command takes it. The front is left to the server, which keeps the face of what stands there. */
export function locationOf(place: ScanPlace): ScanLocation {
  if (place.into === 'warehouse') return { warehouse: place.warehouse }
  const { rack, u, face } = place
  return face === 'front' ? { rack, u } : { rack, u, face }
}

/** The place of a location; it stays where it is. */
export function placeFrom(location: ScanLocation): ScanPlace {
  if ('warehouse' in location) return { into: 'warehouse', warehouse: location.warehouse }
  return { into: 'rack', rack: location.rack, u: location.u, face: location.face ?? 'front', step: 'stay' }
}

/** The place for the next scan, after something of this height was placed. A warehouse stays what it is. */
export function advance(place: ScanPlace, heightU: number): ScanPlace {
  if (place.into === 'warehouse' || place.step === 'stay') return place
  return { ...place, u: inRange(place.step === 'up' ? place.u + heightU : place.u - heightU) }
}

/** The place one unit on (+1) or back (−1). */
export function nudge(place: ScanPlace, by: 1 | -1): ScanPlace {
  return place.into === 'warehouse' ? place : { ...place, u: inRange(place.u + by) }
}

/** "FRA1-A07, U24–25" or "FRA1-W1". */
export function placeWords(place: ScanPlace, heightU = 1): string {
  return place.into === 'warehouse' ? place.warehouse : `${place.rack}, ${unitsInWords(place.u, heightU)}`
}
