import { compareNatural } from '../code'
import type { TicketType } from '../ticket-state'
import { fitOf, type PartFacts } from './part-facts'

/** The kinds of part that tickets ask for. A part of another kind can be kept in stock all the same. */
export type NeededPartKind = 'DISK' | 'RAM'

const NEEDED: Record<TicketType, NeededPartKind | null> = {
  REPLACE_DISK: 'DISK',
  REPLACE_RAM: 'RAM',
  CHECK_COOLING: null,
  REBOOT: null,
}

/** The kind of part each component of such a ticket needs; null: hands only. */
export function neededPart(type: TicketType): NeededPartKind | null {
  return NEEDED[type]
}

/** The kind of part that one component needs: what its rule says, else as its type of ticket says; null: hands only. */
export function neededOf(type: TicketType, partKind: string | null | undefined): string | null {
  return partKind ?? neededPart(type)
}

/** Whether a part's kind, as people write it, is the needed one: DIMM is RAM; SSD, HDD and NVME are disks. */
export function isPartKind(kind: string, needed: string): boolean {
  return partKindsFor(needed).includes(kind.trim().toUpperCase())
}

const SPELLINGS: readonly (readonly string[])[] = [
  ['RAM', 'DIMM', 'MEMORY'],
  ['DISK', 'SSD', 'HDD', 'NVME'],
]

/** Every spelling, in upper case, of a kind: for a query. */
export function partKindsFor(needed: string): readonly string[] {
  const kind = needed.trim().toUpperCase()
  return SPELLINGS.find((spellings) => spellings.includes(kind)) ?? [kind]
}

/** A part for the server's model with stock, in a warehouse of the server's datacenter. */
export type SpareCandidate = {
  stockId: number
  sku: string
  warehouse: string
  available: number
  /** The server stands in that very warehouse. */
  sameWarehouse: boolean
  facts: PartFacts
}

/**
 * The spare to reserve for a component of which `wanted` is known, or null when none that fits has stock: first those known
 * to fit, of these the smallest that is large enough, then from the server's own warehouse, then where most lie, then by
 * warehouse and sku in natural order. The same candidates give the same part, in whichever order they come.
 */
export function chooseSpare<C extends SpareCandidate>(candidates: readonly C[], wanted: PartFacts): C | null {
  return mostSuitable(candidates, wanted, 1)[0] ?? null
}

interface Fitting<C> {
  one: C
  /** How much of what is known of the component the part does not tell. */
  unknown: number
  sizeGb: number
}

/** Of those that have stock and fit the first so many, the best first: of hundreds, without an order of all of them. */
export function mostSuitable<C extends SpareCandidate>(
  candidates: readonly C[],
  wanted: PartFacts,
  count: number,
): C[] {
  const best: Fitting<C>[] = []
  for (const one of candidates) {
    const { fits, unknown } = fitOf(wanted, one.facts)
    if (one.available <= 0 || !fits) continue
    const fitting = { one, unknown, sizeGb: wanted.sizeGb === undefined ? 0 : (one.facts.sizeGb ?? 0) }
    const last = best.at(-1)
    if (best.length === count && last !== undefined && compareFitting(fitting, last) >= 0) continue
    const at = best.findIndex((other) => compareFitting(fitting, other) < 0)
    best.splice(at === -1 ? best.length : at, 0, fitting)
    if (best.length > count) best.pop()
  }
  return best.map(({ one }) => one)
}

function compareFitting(a: Fitting<SpareCandidate>, b: Fitting<SpareCandidate>): number {
  return (
    a.unknown - b.unknown ||
    a.sizeGb - b.sizeGb ||
    Number(b.one.sameWarehouse) - Number(a.one.sameWarehouse) ||
    b.one.available - a.one.available ||
    compareNatural(a.one.warehouse, b.one.warehouse) ||
    compareNatural(a.one.sku, b.one.sku) ||
    a.one.stockId - b.one.stockId
  )
}
