import { hash } from 'node:crypto'
import type { z } from 'zod'
import { type EventInput, eventInput, type IngestView, MAX_PAYLOAD } from '../../contracts/telemetry/event'
import { canonicalEventOf, canonicalJson } from '../../domain/telemetry/event-hash'
import { plainEvent } from './plain-event'

export type Rejection = IngestView['rejected'][number]

/** A valid event of a request; hash in hex, the key of deduplication beside the server. */
export interface ParsedEvent {
  index: number
  barcode: string
  ts: Date
  /** `ts` as text in UTC, to the millisecond: what is hashed and stored. */
  at: string
  kind: string
  payload: Record<string, unknown>
  /** The payload's canonical JSON: what is hashed and what is stored. */
  payloadJson: string
  givenHash: string | null
  hash: string
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
    const ts = new Date(valid.input.ts)
    const untimely = untimelyError(ts, now)
    if (untimely === null) good.push(parse(index, ts, valid))
    else bad.push({ index, errors: [untimely] })
  }
  return { good, bad }
}

type Valid = { input: EventInput; payloadJson: string }

/** What the schema says of an event; one that is plainly valid is not put to it. */
export function validEvent(event: unknown): Valid | { errors: Rejection['errors'] } {
  const plain = plainEvent(event)
  if (plain !== undefined) {
    const payloadJson = canonicalJson(plain.payload)
    if (payloadJson.length <= MAX_PAYLOAD) return { input: plain, payloadJson }
  }
  if (typeof event === 'string') return { errors: [notAnObject()] }
  const result = eventInput.safeParse(event)
  if (!result.success) return { errors: result.error.issues.flatMap(errorsOf) }
  return { input: result.data, payloadJson: canonicalJson(result.data.payload) }
}

function parse(index: number, ts: Date, { input, payloadJson }: Valid): ParsedEvent {
  const { barcode, kind, payload } = input
  const givenHash = input.eventHash ?? null
  const at = ts.toISOString()
  const hash = hashOf({ barcode, ts, at, kind }, payloadJson, givenHash)
  return { index, barcode, ts, at, kind, payload, payloadJson, givenHash, hash }
}

/**
 * SHA-256 of the canonical content, with the minute in place of its first 32 bits; or of the hash given, with the server. A
 * given one that is 64 hex digits stands for itself: who sends back the eventHash that we answered means the same event.
 * Events of one time thus lie together in the index of hashes, however large that grows: those that arrive go to a few
 * pages of it that are in memory, where a plain hash would bring in another page from anywhere for each.
 */
function hashOf(
  event: Pick<ParsedEvent, 'barcode' | 'ts' | 'at' | 'kind'>,
  payloadJson: string,
  given: string | null,
): string {
  if (given === null) {
    const minute = Math.floor(event.ts.getTime() / 60_000)
    return minute.toString(16).padStart(8, '0') + sha256(canonicalEventOf(event, payloadJson)).slice(8)
  }
  return /^[0-9a-f]{64}$/.test(given) ? given : sha256(`${event.barcode.toLowerCase()}\n${given}`)
}

const sha256 = (content: string): string => hash('sha256', content, 'hex')

function untimelyError(ts: Date, now: Date): Rejection['errors'][number] | null {
  if (ts.getTime() < now.getTime() - KEPT_DAYS * DAY_MS)
    return { path: 'ts', message: `Older than ${KEPT_DAYS} days`, code: 'too-old' }
  if (ts.getTime() > now.getTime() + AHEAD_MS)
    return { path: 'ts', message: 'More than 5 minutes in the future', code: 'in-future' }
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
