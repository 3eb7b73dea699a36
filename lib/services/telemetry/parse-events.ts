import { hash } from 'node:crypto'
import type { z } from 'zod'
import { MAX_JSON_DEPTH } from '../../contracts/primitives'
import { eventInput, type IngestView } from '../../contracts/telemetry/event'
import { canonicalEvent, storableJson } from '../../domain/telemetry/event-hash'
import { plainEvent, type ValidEvent } from './plain-event'

export type Rejection = IngestView['rejected'][number]

/** A valid event of a request; hash in hex, the key of deduplication beside the server. */
export interface ParsedEvent {
  index: number
  barcode: string
  /** Its ts, in ms since 1970. */
  time: number
  /** The same as text in UTC, to the millisecond: what is hashed and stored. */
  at: string
  kind: string
  /** Null once it was let go: see `payloadOf`. */
  payload: Readonly<Record<string, unknown>> | null
  /** The payload's canonical JSON: what is hashed and what is stored. */
  payloadJson: string
  givenHash: string | null
  hash: string
}

/** An event's payload, read again where it was let go. */
export function payloadOf(event: ParsedEvent): Readonly<Record<string, unknown>> {
  event.payload ??= JSON.parse(event.payloadJson) as Record<string, unknown>
  return event.payload
}

const DAY_MS = 86_400_000
/** How long hashes are kept: an older event could be one that was seen and forgotten. */
export const KEPT_DAYS = 400
const AHEAD_MS = 5 * 60_000

/** Judges each event by itself: the good ones with their hash, the bad ones by index with every error. */
export function parseEvents(events: readonly unknown[], now: Date): { good: ParsedEvent[]; bad: Rejection[] } {
  const good: ParsedEvent[] = []
  const bad: Rejection[] = []
  for (const [index, event] of events.entries()) {
    const valid = validEvent(event)
    if ('errors' in valid) {
      bad.push({ index, errors: valid.errors })
      continue
    }
    const time = Date.parse(valid.input.ts)
    const untimely = untimelyError(time, now.getTime())
    if (untimely === null) good.push(parse(index, time, valid))
    else bad.push({ index, errors: [untimely] })
  }
  return { good, bad }
}

/** What the schema says of an event; one that is plainly valid is not put to it. */
export function validEvent(event: unknown): ValidEvent | { errors: Rejection['errors'] } {
  const plain = plainEvent(event)
  if (plain !== undefined) return plain
  if (typeof event === 'string') return { errors: [notAnObject()] }
  const result = eventInput.safeParse(event)
  if (!result.success) return { errors: result.error.issues.flatMap(errorsOf) }
  const payloadJson = storableJson(result.data.payload, MAX_JSON_DEPTH)
  if (payloadJson === undefined) throw new Error('The schema let a payload through that cannot be kept')
  return { input: result.data, payloadJson }
}

/** A time that is written as we would write it. */
const IN_FULL = /^[^T]{10}T[^.]{8}\.\d{3}Z$/

function parse(index: number, time: number, { input, payloadJson }: ValidEvent): ParsedEvent {
  const { barcode, kind, payload } = input
  const givenHash = input.eventHash ?? null
  const at = IN_FULL.test(input.ts) ? input.ts : new Date(time).toISOString()
  const hash = hashOf({ barcode, time, at, kind }, payloadJson, givenHash)
  return { index, barcode, time, at, kind, payload, payloadJson, givenHash, hash }
}

/**
 * SHA-256 of the canonical content, with the minute in place of its first 32 bits; or of the hash given, with the server. A
 * given one that is 64 hex digits stands for itself: who sends back the eventHash that we answered means the same event.
 * Events of one time thus lie together in the index of hashes, however large that grows: those that arrive go to a few
 * pages of it that are in memory, where a plain hash would bring in another page from anywhere for each.
 */
function hashOf(
  event: Pick<ParsedEvent, 'barcode' | 'time' | 'at' | 'kind'>,
  payloadJson: string,
  given: string | null,
): string {
  if (given === null) {
    const minute = Math.floor(event.time / 60_000)
    return minute.toString(16).padStart(8, '0') + sha256(canonicalEvent(event, payloadJson)).slice(8)
  }
  return /^[0-9a-f]{64}$/.test(given) ? given : sha256(`${event.barcode.toLowerCase()}\n${given}`)
}

const sha256 = (content: string): string => hash('sha256', content, 'hex')

function untimelyError(time: number, now: number): Rejection['errors'][number] | null {
  if (time < now - KEPT_DAYS * DAY_MS) return { path: 'ts', message: `Older than ${KEPT_DAYS} days`, code: 'too-old' }
  if (time > now + AHEAD_MS) return { path: 'ts', message: 'More than 5 minutes in the future', code: 'in-future' }
  return null
}

/** An unparsable line of NDJSON comes as its text. */
function notAnObject(): Rejection['errors'][number] {
  return { path: '', message: 'Not a JSON object', code: 'malformed' }
}

function errorsOf(issue: z.core.$ZodIssue): Rejection['errors'] {
  const path = issue.path.map(String)
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: [...path, key].join('.'), message: 'Unknown field', code: 'validation' }))
  }
  return [{ path: path.join('.'), message: issue.message, code: 'validation' }]
}
