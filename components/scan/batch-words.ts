import { otherSide, type QueuedScan } from '@/lib/client/scan-queue/queued-scan'
import { unitsInWords } from '@/lib/domain/rack-space'
import { placeFrom, placeWords, type ScanLocation } from './scan-place'

/** The parts of the batch that one may look at. */
export const BATCH_PARTS = ['all', 'kept', 'refused', 'done'] as const
export type BatchPart = (typeof BATCH_PARTS)[number]

export const partWords: Record<BatchPart, string> = { all: 'All', kept: 'Kept', refused: 'Refused', done: 'Done' }

/** What was put away by hand counts as done: it asks for nothing any more. */
export function inPart({ status }: QueuedScan, part: BatchPart): boolean {
  if (part === 'all') return true
  return part === 'done' ? status === 'done' || status === 'settled' : status === part
}

export function countParts(scans: readonly QueuedScan[]): Record<BatchPart, number> {
  const count = (part: BatchPart) => scans.filter((scan) => inPart(scan, part)).length
  return { all: scans.length, kept: count('kept'), refused: count('refused'), done: count('done') }
}

/** Why it was refused, without the code that stands above it. */
export function reasonOf({ problem, body }: QueuedScan): string {
  const detail = problem?.detail ?? ''
  const own = `${body.barcode}: `
  return detail.startsWith(own) ? detail.slice(own.length) : detail
}

export interface BothSides {
  mine: { words: string; at: string }
  theirs: { words: string; by: string; at: string }
}

/** What was scanned here beside what somebody else did meanwhile; null where the refusal names nobody. */
export function bothSides(scan: QueuedScan): BothSides | null {
  const theirs = otherSide(scan)
  if (theirs === null) return null
  const { barcode, location, scannedAt } = scan.body
  const heightU = scan.before?.heightU ?? 1
  const words =
    theirs.barcode === barcode
      ? (theirs.place ?? 'On its way elsewhere')
      : `${theirs.barcode} at ${theirs.place ?? '?'}`
  return {
    mine: { words: placeWords(placeFrom(location), heightU), at: scannedAt },
    theirs: { words, by: theirs.by, at: theirs.at },
  }
}

/** What may be done with a refused line, the likeliest first. */
export interface Remedy {
  what: 'mine' | 'elsewhere' | 'again'
  label: string
  location?: ScanLocation
}

export function remedyOf({ problem, body, before }: QueuedScan): Remedy | null {
  if (problem?.code === 'moved-since') return { what: 'mine', label: 'Apply mine' }
  const nearestU = problem?.nearestU
  if (typeof nearestU === 'number' && 'rack' in body.location) {
    const label = `Place at ${unitsInWords(nearestU, before?.heightU ?? 1)}`
    return { what: 'elsewhere', label, location: { ...body.location, u: nearestU } }
  }
  return problem !== undefined && problem.status >= 500 ? { what: 'again', label: 'Try again' } : null
}
