import type { EventView } from '@/lib/contracts/telemetry/event'
import type { TicketView } from '@/lib/contracts/tickets/ticket'

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

const readers: Record<string, (payload: Readable['payload']) => Reading> = {
  SMART_FAIL: (payload) => ({
    what: 'SMART failed',
    where: textOf(payload, 'device', 'serial')?.replace(/^\/dev\//, '') ?? null,
    value:
      countOf(numberOf(payload.mediaErrors), 'media error') ??
      countOf(numberOf(payload.reallocated), 'reallocation') ??
      null,
  }),
  ECC_ERRORS: (payload) => {
    const dimm = textOf(payload, 'dimm')
    return {
      what: 'Memory errors',
      where: dimm === null ? null : /^dimm/i.test(dimm) ? dimm : `DIMM ${dimm}`,
      value: countOf(numberOf(payload.count), 'corrected error'),
    }
  },
  OVERHEAT: (payload) => {
    const celsius = numberOf(payload.celsius)
    return { what: 'Too hot', where: textOf(payload, 'sensor'), value: celsius === null ? null : `${celsius} °C` }
  },
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

/** One line for a card: "nvme3n1: 41 media errors, 7 events"; of a ticket opened by hand, its first note. */
export function evidenceLine(ticket: Pick<TicketView, 'events' | 'eventCount' | 'notes'>): string {
  const newest = ticket.events[0]
  if (newest === undefined) return ticket.notes[0]?.text ?? 'opened by hand'
  const { what, where, value } = readEvent(newest)
  const reading = value === null ? [where, what].filter(Boolean).join(': ') : `${where ?? what}: ${value}`
  return ticket.eventCount > 1 ? `${reading}, ${ticket.eventCount} events` : reading
}
