import { createHash } from 'node:crypto'
import type { z } from 'zod'
import { type EventInput, eventInput, type IngestView } from '../../contracts/telemetry/event'
import { canonicalEvent } from '../../domain/telemetry/event-hash'

export type Rejection = IngestView['rejected'][number]

/** A valid event of a request; hash in hex, the key of deduplication beside the server. */
export interface ParsedEvent {
  index: number
  barcode: string
  ts: Date
  kind: string
  payload: Record<string, unknown>
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
    const errors = typeof event === 'string' ? [notAnObject()] : []
    const result = errors.length > 0 ? null : eventInput.safeParse(event)
    if (result === null) bad.push({ index, errors })
    else if (!result.success) bad.push({ index, errors: result.error.issues.flatMap(errorsOf) })
    else {
      const parsed = parse(index, result.data)
      const untimely = untimelyError(parsed.ts, now)
      if (untimely === null) good.push(parsed)
      else bad.push({ index, errors: [untimely] })
    }
  }
  return { good, bad }
}

function parse(index: number, event: EventInput): ParsedEvent {
  const { barcode, kind, payload } = event
  const ts = new Date(event.ts)
  const givenHash = event.eventHash ?? null
  return { index, barcode, ts, kind, payload, givenHash, hash: hashOf({ barcode, ts, kind, payload }, givenHash) }
}

/**
 * SHA-256 of the canonical content, or of the hash given, with the server. A given one that is a SHA-256 in hex stands
 * for itself: who sends back the eventHash that we answered means the same event.
 */
function hashOf(event: { barcode: string; ts: Date; kind: string; payload: unknown }, given: string | null): string {
  if (given === null) return sha256(canonicalEvent(event))
  return /^[0-9a-f]{64}$/.test(given) ? given : sha256(`${event.barcode.toLowerCase()}\n${given}`)
}

function sha256(content: string): string {
  return createHash('sha256').update(content).digest('hex')
}

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
