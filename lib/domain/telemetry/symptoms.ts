import type { TicketType } from '../ticket-state'

/**
 * What a server can say is wrong with it *now*, by component: some kinds of event assert it, others clear it. A symptom
 * that heals by itself is judged by its latest word: nobody walks to a server that answers again. What does not heal (a disk
 * that once failed its own test, a DIMM) opens its ticket all the same, and a later good word is kept beside it.
 */
export const SYMPTOM_NAMES = ['host', 'temperature', 'disk', 'memory'] as const
export type SymptomName = (typeof SYMPTOM_NAMES)[number]

type Symptom = {
  type: TicketType
  asserts: readonly string[]
  clears: readonly string[]
  heals: boolean
  /** It speaks of the whole server: a good word is about every component of the ticket. */
  whole: boolean
  /** Why an assertion that is older than the latest good word opens nothing; null: it opens. */
  overWords: string | null
}

export const SYMPTOMS: Record<SymptomName, Symptom> = {
  host: {
    type: 'REBOOT',
    asserts: ['HOST_UNREACHABLE'],
    clears: ['HOST_REACHABLE'],
    heals: true,
    whole: true,
    overWords: 'answered-since',
  },
  temperature: {
    type: 'CHECK_COOLING',
    asserts: ['OVERHEAT'],
    clears: ['TEMPERATURE_OK'],
    heals: true,
    whole: false,
    overWords: 'cooled-since',
  },
  disk: {
    type: 'REPLACE_DISK',
    asserts: ['SMART_FAIL', 'SMART_REPORT'],
    clears: ['SMART_OK'],
    heals: false,
    whole: false,
    overWords: null,
  },
  memory: {
    type: 'REPLACE_RAM',
    asserts: ['ECC_ERRORS', 'ECC_UNCORRECTABLE'],
    clears: ['ECC_OK'],
    heals: false,
    whole: false,
    overWords: null,
  },
}

/** Kinds that report all readings of a component: one that no rule finds too high says that it is healthy. */
const REPORTS: readonly string[] = ['SMART_REPORT']

export function isReport(kind: string): boolean {
  return REPORTS.includes(kind)
}

const BY_ASSERTION = new Map(
  SYMPTOM_NAMES.flatMap((name) => SYMPTOMS[name].asserts.map((kind) => [kind, name] as const)),
)
const BY_CLEARANCE = new Map(
  SYMPTOM_NAMES.flatMap((name) => SYMPTOMS[name].clears.map((kind) => [kind, name] as const)),
)

/** The symptom that events of this kind assert. */
export function assertedBy(kind: string): SymptomName | null {
  return BY_ASSERTION.get(kind) ?? null
}

/** The symptom that events of this kind clear. */
export function clearedBy(kind: string): SymptomName | null {
  return BY_CLEARANCE.get(kind) ?? null
}

export type SymptomState = 'ASSERTED' | 'CLEARED'

/** The latest word on one symptom of one component; at: of its event, since: of the first that said the same; in milliseconds. */
export type SymptomWord = {
  state: SymptomState
  at: number
  since: number
  /** How often it came back within an hour of having gone, one time after the other. */
  flips: number
}

const HOUR_MS = 3_600_000
/** It came a third time within the hour: a ticket about it stays open until somebody looks. */
export const FLAPPING_FLIPS = 2

export function isFlapping(word: SymptomWord | undefined): boolean {
  return (word?.flips ?? 0) >= FLAPPING_FLIPS
}

/** The word after one more event; an older one changes nothing, and of the same instant the one received later counts. */
export function nextWord(known: SymptomWord | undefined, state: SymptomState, at: number): SymptomWord {
  if (known === undefined) return { state, at, since: at, flips: 0 }
  if (at < known.at) return known
  if (state === known.state) return { ...known, at }
  if (state === 'CLEARED') return { ...known, state, at, since: at }
  return { state, at, since: at, flips: at - known.since <= HOUR_MS ? known.flips + 1 : 0 }
}

/** Names a symptom of a component within one server. */
export function symptomKey(symptom: SymptomName, component: string): string {
  return `${symptom} ${component}`
}
