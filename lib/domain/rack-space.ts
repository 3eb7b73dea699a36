export type Face = 'front' | 'rear'
export type Depth = 'full' | 'half'

/** What stands in a rack: `[u, u + heightU)`, U1 lowest. A full-depth thing takes both faces, a half-depth one its own. */
export type Occupant = { key: string; u: number; heightU: number; face: Face; depth: Depth }

/** What would be placed. `key` is its own barcode where it stands in this rack already: it is not in its own way. */
export type PlaceCandidate = Occupant

export type Shape = { heightU: number; face: Face; depth: Depth }

export type FitResult =
  | { ok: true }
  | { ok: false; code: 'does-not-fit'; reason: string; blockedBy: readonly string[] }
  | { ok: false; code: 'slot-taken'; reason: string; blockedBy: readonly string[] }

/** The faces a thing takes: both when it is of full depth. */
export function facesOf(thing: { face: Face; depth: Depth }): readonly Face[] {
  return thing.depth === 'full' ? ['front', 'rear'] : [thing.face]
}

/** Do the ranges `[u, u + heightU)` of two things share a unit? Faces are not looked at. */
export function overlap(a: { u: number; heightU: number }, b: { u: number; heightU: number }): boolean {
  return a.u < b.u + b.heightU && b.u < a.u + a.heightU
}

/** Do two things stand in each other's way: a shared unit on a shared face? */
export function collide(a: Omit<Occupant, 'key'>, b: Omit<Occupant, 'key'>): boolean {
  return overlap(a, b) && (a.depth === 'full' || b.depth === 'full' || a.face === b.face)
}

/** "U24" or "U24–25". */
export function unitsInWords(u: number, heightU: number): string {
  return heightU <= 1 ? `U${u}` : `U${u}–${u + heightU - 1}`
}

/**
 * Whether the candidate fits, and in words why not and what stands in the way, lowest first. The database's exclusion
 * constraint has the last word; this is for the answer that helps.
 */
export function fits(rack: { heightU: number }, items: readonly Occupant[], candidate: PlaceCandidate): FitResult {
  const { u, heightU } = candidate
  if (!Number.isInteger(u) || u < 1 || u + Math.max(heightU, 1) - 1 > rack.heightU) {
    const reason = `${unitsInWords(u, heightU)} is outside the rack, which goes from U1 to U${rack.heightU}.`
    return { ok: false, code: 'does-not-fit', reason, blockedBy: [] }
  }
  const inTheWay = items
    .filter((item) => item.key !== candidate.key && collide(item, candidate))
    .sort((a, b) => a.u - b.u || compareKeys(a.key, b.key))
  if (inTheWay.length === 0) return { ok: true }
  const taken = inTheWay.map((item) => `${unitsInWords(item.u, item.heightU)} is taken by ${item.key}`).join(', ')
  const needs = heightU > 1 ? ` ${heightU}U are needed, ${unitsInWords(u, heightU)}.` : ''
  return { ok: false, code: 'slot-taken', reason: `${taken}.${needs}`, blockedBy: inTheWay.map((item) => item.key) }
}

/** A run of units that nothing takes on the faces in question; `positions` is how many places a shape has in it. */
export type FreeRange = { u: number; heightU: number; positions: number }

/** The free runs for a shape, lowest first, too small ones included with 0 positions. */
export function freeRanges(rack: { heightU: number }, items: readonly Occupant[], shape: Shape): FreeRange[] {
  const taken = new Set<number>()
  for (const item of items) {
    if (!facesOf(item).some((face) => facesOf(shape).includes(face))) continue
    for (let u = item.u; u < item.u + item.heightU; u++) taken.add(u)
  }
  const ranges: FreeRange[] = []
  let start: number | null = null
  for (let u = 1; u <= rack.heightU + 1; u++) {
    const free = u <= rack.heightU && !taken.has(u)
    if (free) start ??= u
    else if (start !== null) {
      const heightU = u - start
      ranges.push({ u: start, heightU, positions: Math.max(0, heightU - shape.heightU + 1) })
      start = null
    }
  }
  return ranges
}

/** The lowest unit of the place nearest to `near` where the shape fits (the lower of two as near), or null. */
export function nearestFit(
  rack: { heightU: number },
  items: readonly Occupant[],
  shape: Shape,
  near: number,
): number | null {
  let best: number | null = null
  for (const range of freeRanges(rack, items, shape)) {
    if (range.positions === 0) continue
    const u = Math.min(Math.max(near, range.u), range.u + range.positions - 1)
    if (best === null || Math.abs(u - near) < Math.abs(best - near)) best = u
  }
  return best
}

export type Budget = { maxPowerW?: number | null | undefined; maxWeightKg?: number | null | undefined }
export type Load = { powerW: number; weightKg: number }

/** near: at or above 90 % of the budget; over: above all of it. */
export type BudgetWarning = {
  resource: 'power' | 'weight'
  level: 'near' | 'over'
  used: number
  budget: number
  words: string
}

/** Power (W) and weight (kg) against a rack's budget. A budget that is not set never warns. */
export function budgetWarnings(budget: Budget, load: Load): BudgetWarning[] {
  return [
    ...warnOf('power', 'W', load.powerW, budget.maxPowerW),
    ...warnOf('weight', 'kg', load.weightKg, budget.maxWeightKg),
  ]
}

/** How near a load is to its budget, null where there is none or it is far from it. */
export function budgetLevel(used: number, max: number | null | undefined): BudgetWarning['level'] | null {
  if (max === null || max === undefined) return null
  if (used > max) return 'over'
  return max === 0 || used * 10 < max * 9 ? null : 'near'
}

function warnOf(
  resource: 'power' | 'weight',
  unit: string,
  used: number,
  max: number | null | undefined,
): BudgetWarning[] {
  const level = budgetLevel(used, max)
  if (level === null || max === null || max === undefined) return []
  const words = `${inWords(used)} ${unit} of ${resource} is ${level} the rack’s ${inWords(max)} ${unit}.`
  return [{ resource, level, used, budget: max, words }]
}

const inWords = (amount: number) => amount.toLocaleString('en')

function compareKeys(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
