import { formatCount } from '@/components/ui/numbers'
import type { EventView } from '@/lib/contracts/telemetry/event'
import type { TicketView } from '@/lib/contracts/tickets/ticket'
import { bitsInWords } from '@/lib/domain/telemetry/bit-names'

type Readable = Pick<EventView, 'kind' | 'payload'>

/** What happened, where, and the reading that crossed the line. */
export interface Reading {
  what: string
  where: string | null
  value: string | null
}

const numberOf = (value: unknown): number | null => (typeof value === 'number' && Number.isFinite(value) ? value : null)

function textOf(payload: Readable['payload'], ...names: string[]): string | null {
  for (const name of names) {
    const value = payload[name]
    if (typeof value === 'string' && value.trim() !== '') return value.trim()
    if (typeof value === 'number') return String(value)
  }
  return null
}

const countOf = (count: number | null, one: string, many = `${one}s`): string | null =>
  count === null ? null : `${count} ${count === 1 ? one : many}`

const diskOf = (payload: Readable['payload']) => textOf(payload, 'device', 'serial')?.replace(/^\/dev\//, '') ?? null

function dimmOf(payload: Readable['payload']): string | null {
  const dimm = textOf(payload, 'dimm')
  return dimm === null || /^dimm/i.test(dimm) ? dimm : `DIMM ${dimm}`
}

/** Readings of a disk that speak against it, the worst kinds first. */
const DISK_READINGS = [
  ['mediaErrors', 'media errors'],
  ['offlineUncorrectable', 'uncorrectable'],
  ['pending', 'pending'],
  ['reallocated', 'reallocated'],
  ['grownDefects', 'grown defects'],
] as const

/** "reallocated 1,975, pending 8"; of a disk with nothing against it that it is so. */
function readingsOf(payload: Readable['payload']): string {
  const warning = numberOf(payload.criticalWarning) ?? 0
  const words = DISK_READINGS.flatMap(([field, name]) => {
    const value = numberOf(payload[field]) ?? 0
    return value > 0 ? `${name} ${formatCount(value)}` : []
  })
  const all = [...(payload.passed === false ? ['failed'] : []), ...bitsInWords('criticalWarning', warning), ...words]
  return all.length === 0 ? 'nothing against it' : all.join(', ')
}

/** One sensor with its reading; of many how many, and the hottest. */
function sensorsOf(payload: Readable['payload']): Pick<Reading, 'where' | 'value'> {
  const { sensors } = payload
  if (typeof sensors !== 'object' || sensors === null || Array.isArray(sensors)) {
    const celsius = numberOf(payload.celsius)
    return { where: textOf(payload, 'sensor'), value: celsius === null ? null : `${celsius} °C` }
  }
  const read = Object.entries(sensors).flatMap(([name, value]) => {
    const celsius = numberOf(value)
    return celsius === null ? [] : [{ name, celsius }]
  })
  const [hottest] = read.sort((a, b) => b.celsius - a.celsius)
  const count = Object.keys(sensors).length
  if (hottest === undefined) return { where: countOf(count, 'sensor'), value: null }
  if (count === 1) return { where: hottest.name, value: `${hottest.celsius} °C` }
  return { where: `${count} sensors`, value: `hottest ${hottest.name} ${hottest.celsius} °C` }
}

const readers: Record<string, (payload: Readable['payload']) => Reading> = {
  SMART_FAIL: (payload) => ({
    what: 'SMART failed',
    where: diskOf(payload),
    value:
      countOf(numberOf(payload.mediaErrors), 'media error') ??
      countOf(numberOf(payload.reallocated), 'reallocation') ??
      null,
  }),
  SMART_REPORT: (payload) => ({ what: 'SMART readings', where: diskOf(payload), value: readingsOf(payload) }),
  SMART_OK: (payload) => ({ what: 'SMART passed', where: diskOf(payload), value: null }),
  ECC_ERRORS: (payload) => ({
    what: 'Memory errors',
    where: dimmOf(payload),
    value: countOf(numberOf(payload.count), 'corrected error'),
  }),
  ECC_UNCORRECTABLE: (payload) => ({
    what: 'Uncorrectable memory error',
    where: dimmOf(payload),
    value: countOf(numberOf(payload.count), 'uncorrectable error'),
  }),
  ECC_OK: (payload) => ({ what: 'Memory is well', where: dimmOf(payload), value: null }),
  OVERHEAT: (payload) => {
    const celsius = numberOf(payload.celsius)
    return { what: 'Too hot', where: textOf(payload, 'sensor'), value: celsius === null ? null : `${celsius} °C` }
  },
  TEMPERATURE_OK: (payload) => ({ what: 'Cool enough', ...sensorsOf(payload) }),
  HOST_UNREACHABLE: () => ({ what: 'Host does not answer', where: null, value: null }),
  HOST_REACHABLE: () => ({ what: 'Host answers again', where: null, value: null }),
}

/** Reads an event; of a kind we don't know, its name in words and its first value. */
export function readEvent({ kind, payload }: Readable): Reading {
  const reader = readers[kind]
  if (reader !== undefined) return reader(payload)
  const words = kind.toLowerCase().replaceAll('_', ' ')
  const first = Object.entries(payload).find(([, value]) => typeof value === 'string' || typeof value === 'number')
  return {
    what: words.charAt(0).toUpperCase() + words.slice(1),
    where: null,
    value: first === undefined ? null : `${first[0]} ${String(first[1])}`,
  }
}

/** Tickets of before noted what they were opened with a moment later. */
const OPENING_MS = 1_000

/** What a ticket was opened with by hand; what is noted later is another matter. */
export function openingNote({ notes, createdAt }: Pick<TicketView, 'notes' | 'createdAt'>): string | undefined {
  const [first] = notes
  return first !== undefined && Date.parse(first.at) - Date.parse(createdAt) < OPENING_MS ? first.text : undefined
}

/** One line for a card: "nvme3n1: 41 media errors, 7 events"; of a ticket opened by hand, the note that it was opened with. */
export function evidenceLine(ticket: Pick<TicketView, 'events' | 'eventCount' | 'notes' | 'createdAt'>): string {
  const newest = ticket.events[0]
  if (newest === undefined) return openingNote(ticket) ?? 'opened by hand'
  const { what, where, value } = readEvent(newest)
  const reading = value === null ? [where, what].filter(Boolean).join(': ') : `${where ?? what}: ${value}`
  return ticket.eventCount > 1 ? `${reading}, ${ticket.eventCount} events` : reading
}
