import type { TicketType } from '../ticket-state'
import { type FactName, type PartFacts, readFacts } from './part-facts'
import { isPartKind, type NeededPartKind, neededPart } from './spares'

const FACTS_OF: Record<NeededPartKind, readonly FactName[]> = {
  DISK: ['formFactor', 'interface', 'sizeGb'],
  RAM: ['memoryType', 'sizeGb', 'speedMts'],
}

/** The facts that a part of this kind can have: a fan has none. */
export function factNamesOf(kind: string): readonly FactName[] {
  if (isPartKind(kind, 'DISK')) return FACTS_OF.DISK
  return isPartKind(kind, 'RAM') ? FACTS_OF.RAM : []
}

/**
 * What an event's payload tells of the component that such a ticket is about: protocol, formFactor and capacityBytes of a
 * disk as smartctl names them; memoryType, speedMts and sizeGb of a DIMM. Nothing where no part is needed.
 */
export function factsOf(type: TicketType, payload: Record<string, unknown>): PartFacts {
  const needed = neededPart(type)
  if (needed === null) return {}
  const size = nominalGb(payload.capacityBytes)
  const facts = readFacts({
    ...payload,
    interface: payload.interface ?? busOf(payload.protocol),
    sizeGb: needed === 'DISK' && size !== undefined ? size : payload.sizeGb,
  })
  return pick(facts, FACTS_OF[needed])
}

function pick(facts: PartFacts, names: readonly FactName[]): PartFacts {
  return readFacts(Object.fromEntries(Object.entries(facts).filter(([name]) => names.some((one) => one === name))))
}

/** smartctl names the protocol: ATA disks are SATA, SCSI disks are SAS. */
function busOf(protocol: unknown): unknown {
  const word = typeof protocol === 'string' ? protocol.trim().toUpperCase() : protocol
  if (word === 'ATA') return 'SATA'
  return word === 'SCSI' ? 'SAS' : word
}

const SIZE_STEPS = [1000, 100, 20, 10]

/**
 * The size on a disk's label: a little smaller than what it holds (7681501126656 bytes are sold as 7.68 TB), so the
 * roundest number within half a thousandth below.
 */
function nominalGb(bytes: unknown): number | undefined {
  if (typeof bytes !== 'number' || !Number.isFinite(bytes)) return undefined
  const exact = bytes / 1e9
  const round = SIZE_STEPS.map((step) => Math.floor(exact / step) * step).find((size) => size >= exact * 0.9995)
  return round ?? Math.floor(exact)
}
