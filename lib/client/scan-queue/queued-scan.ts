import type { ScanInput, ScanView, ServerView } from '@/lib/contracts/inventory/server'
import type { Problem } from '../problem'

export type ScanBody = ScanInput & { scannedAt: string }

/** kept: not sent yet · done · refused: needs a person · settled: a refusal that a person dealt with. */
export type QueueStatus = 'kept' | 'done' | 'refused' | 'settled'

/** How a refusal was dealt with: theirs stands, or the line was put away. */
export type Settlement = 'theirs' | 'removed'

/** A scan as the device keeps it, until long after it was sent. */
export interface QueuedScan {
  /** Place in the order of scanning; given by the store. */
  seq: number
  /** Its Idempotency-Key, made when it was scanned: sent twice, it is applied once. */
  key: string
  /** Whose scan it is: nobody else sends it. */
  by: string
  body: ScanBody
  /** The server as this device knew it. */
  before: ServerView | null
  status: QueueStatus
  attempts: number
  server?: ScanView | undefined
  problem?: Problem | undefined
  settled?: Settlement | undefined
  /** Refused when nobody waited for the answer any more. */
  late?: boolean | undefined
}

export type NewScan = Omit<QueuedScan, 'seq' | 'status' | 'attempts' | 'key'>

/** A server that answers 500 to one scan must not hold up those behind it for good. */
const TRIES = 3

/** What a failed sending means: try later and let none go before it, or a refusal that the next ones need not wait for. */
export function failureOf(problem: Problem, attempts: number): 'later' | 'refused' {
  const { status, code } = problem
  if (status === 0 || status === 401 || status === 429 || status === 502 || status === 503 || status === 504)
    return 'later'
  if (code === 'idempotency-in-flight') return 'later'
  if (status >= 500) return attempts >= TRIES ? 'refused' : 'later'
  return 'refused'
}

/** The next one to send: the oldest that is kept and is this person's. */
export function nextToSend(list: readonly QueuedScan[], by: string): QueuedScan | null {
  return list.filter((scan) => scan.status === 'kept' && scan.by === by).sort((a, b) => a.seq - b.seq)[0] ?? null
}

export interface OtherSide {
  barcode: string
  /** In words: "FRA1-A07 U24"; null where it stands in no place. */
  place: string | null
  by: string
  at: string
}

/** Of a refusal: what somebody else did meanwhile. null where it names nobody. */
export function otherSide(scan: QueuedScan): OtherSide | null {
  const theirs = scan.problem?.theirs
  if (typeof theirs !== 'object' || theirs === null || !('by' in theirs) || !('at' in theirs)) return null
  const barcode = 'barcode' in theirs && typeof theirs.barcode === 'string' ? theirs.barcode : scan.body.barcode
  const place = 'place' in theirs ? placeInWords(theirs.place) : null
  return { barcode, place, by: String(theirs.by), at: String(theirs.at) }
}

function placeInWords(place: unknown): string | null {
  if (typeof place !== 'object' || place === null) return null
  if ('warehouse' in place) return String(place.warehouse)
  return 'rack' in place && 'u' in place ? `${place.rack} U${place.u}` : null
}

const KEPT_FOR_MS = 24 * 3_600_000

/** What need not be kept any longer: done or dealt with a day ago. */
export function outlived(list: readonly QueuedScan[], now: number): QueuedScan[] {
  return list.filter(
    ({ status, body }) => (status === 'done' || status === 'settled') && Date.parse(body.scannedAt) < now - KEPT_FOR_MS,
  )
}
