import { compareNatural } from '../code'
import type { TicketType } from '../ticket-state'

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

/** Whether a part's kind, as people write it, is the needed one: DIMM is RAM; SSD, HDD and NVME are disks. */
export function isPartKind(kind: string, needed: NeededPartKind): boolean {
  return partKindsFor(needed).includes(kind.trim().toUpperCase())
}

/** Every spelling, in upper case, of a kind: for a query. */
export function partKindsFor(needed: NeededPartKind): readonly string[] {
  return needed === 'RAM' ? ['RAM', 'DIMM', 'MEMORY'] : ['DISK', 'SSD', 'HDD', 'NVME']
}

/** A compatible part with stock, in a warehouse of the server's datacenter. */
export type SpareCandidate = {
  stockId: number
  sku: string
  warehouse: string
  available: number
  /** The server stands in that very warehouse. */
  sameWarehouse: boolean
}

/**
 * The spare to reserve, or null when none has stock: from the server's own warehouse, then where most lie, then by
 * warehouse and sku in natural order. The same candidates give the same part, in whichever order they come.
 */
export function chooseSpare<C extends SpareCandidate>(candidates: readonly C[]): C | null {
  return bySuitability(candidates)[0] ?? null
}

/** All that have stock, the best first: for a second try when another ticket took the last one. */
export function bySuitability<C extends SpareCandidate>(candidates: readonly C[]): C[] {
  return candidates
    .filter((candidate) => candidate.available > 0)
    .sort(
      (a, b) =>
        Number(b.sameWarehouse) - Number(a.sameWarehouse) ||
        b.available - a.available ||
        compareNatural(a.warehouse, b.warehouse) ||
        compareNatural(a.sku, b.sku) ||
        a.stockId - b.stockId,
    )
}
