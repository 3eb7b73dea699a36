/** What JSON may hold where a text or number is expected: nothing at all, or null. */
export type Maybe<T> = T | null | undefined

export const DUMP_FORMATS = ['smartctl', 'redfish', 'alertmanager', 'prometheus', 'ipmi-sel', 'ipmi-sensor'] as const
export type DumpFormat = (typeof DUMP_FORMATS)[number]

/** How a dump names the server that it speaks of, best name first; the serials are of the server, never of a part. */
export type ServerNames = { hostnames: readonly string[]; serials: readonly string[] }

/** One thing that a dump says: an event without its server. */
export type Reading = {
  kind: string
  /** What the server's own clock said; null where it said nothing that is a time. */
  at: Date | null
  /** Its clock's words where they are no time ("Pre-Init"). */
  clock?: string
  payload: Record<string, unknown>
  /** What makes it the same event when it is sent again. */
  identity: string
  /** For how long that holds: a reading without a time of its own is another one after a while. */
  sameFor: 'ever' | 'ten-minutes' | 'day'
  /** Where the format names the server of each reading. */
  from?: ServerNames
}

export type Unreadable = { unreadable: string }

export type Dump = {
  /** In the order in which the body has them; what cannot be read stands where it stood. */
  items: readonly (Reading | Unreadable)[]
  /** They tell one story: as written, none is later than the next; by time, where each has one, else as written. */
  order?: 'as-written' | 'by-time'
  /** What whoever sent it should know. */
  notes?: readonly string[]
}

export function isUnreadable(value: object): value is Unreadable {
  return 'unreadable' in value
}

/** A count for what a server itself calls too much ("logging limit reached"): over the threshold of any rule. */
export const OVER_ANY_THRESHOLD = 1_000_000

const CLEARED_BY: Readonly<Record<string, string>> = {
  SMART_FAIL: 'SMART_OK',
  SMART_REPORT: 'SMART_OK',
  ECC_ERRORS: 'ECC_OK',
  ECC_UNCORRECTABLE: 'ECC_OK',
  OVERHEAT: 'TEMPERATURE_OK',
  HOST_UNREACHABLE: 'HOST_REACHABLE',
}

/** The kind that says that a fault of this kind is over; null where there is none. */
export function clearKindOf(kind: string): string | null {
  return CLEARED_BY[kind] ?? null
}

/** Text that the database can keep, in one line and at most so long; undefined where there is none. */
export function words(value: unknown, most = 128): string | undefined {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value : ''
  const kept = text
    .replaceAll(/\p{Cc}+/gu, ' ')
    .toWellFormed()
    .trim()
    .slice(0, most)
    .toWellFormed()
  return kept === '' ? undefined : kept
}

/** A finite number, also where it comes as text; undefined for anything else. */
export function figure(value: unknown): number | undefined {
  if (typeof value === 'string' && value.trim() === '') return undefined
  const number = typeof value === 'number' || typeof value === 'string' ? Number(value) : Number.NaN
  return Number.isFinite(number) ? number : undefined
}

/** Without the members that say nothing. */
export function said(payload: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(payload).filter(([, value]) => value !== undefined && value !== null))
}

/** ISO 8601 as an instant; null for anything else. */
export function instantOf(value: unknown): Date | null {
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN
  return Number.isNaN(at) ? null : new Date(at)
}

/** So many fit into one event, whatever they are called. */
const MOST_SENSORS = 100

/** TEMPERATURE_OK of all sensors that are fine: one event, or a few where there are more than one event can hold. */
export function fineTemperatures(
  sensors: readonly (readonly [name: string, celsius: number])[],
  about: Pick<Reading, 'at' | 'sameFor'>,
): Omit<Reading, 'identity'>[] {
  const groups: (readonly (readonly [string, number])[])[] = []
  for (let i = 0; i < sensors.length; i += MOST_SENSORS) groups.push(sensors.slice(i, i + MOST_SENSORS))
  return groups.map((group) => ({
    ...about,
    kind: 'TEMPERATURE_OK',
    payload: {
      sensors: Object.fromEntries(group.map(([name, celsius]) => [name.slice(0, 60).toWellFormed(), celsius])),
    },
  }))
}
