import type { Problem } from '@/lib/client/problem'
import { blockersOf } from '@/lib/client/problem'
import type { QueuedScan } from '@/lib/client/scan-queue/queued-scan'
import type { ResolvedCode } from '@/lib/contracts/inventory/resolve'
import type { ScanView, ServerView } from '@/lib/contracts/inventory/server'
import { unitsInWords } from '@/lib/domain/rack-space'
import { scanOutcome, scanTarget } from '@/lib/domain/scan'
import { serverWords } from '@/lib/domain/server-words'
import { locationOf, placeWords, type ScanLocation, type ScanPlace } from './scan-place'

/** Scans back to where it was, or why that can't be done; null where nothing was moved. */
export type Undo = { location: ScanLocation; words: string } | { reason: string } | null

/** What the page answers to one scan, legible from two metres. */
export interface ScanAnswer {
  id: string
  at: string
  /** yes and no speak with a tone; look only tells; kept waits on this device to be sent. */
  verdict: 'yes' | 'no' | 'look' | 'kept'
  /** One word: Racked, Stored, Not placed. */
  title: string
  code: string
  /** Where it is now, or what stands in the way. */
  lead: string
  note: string
  /** Over a budget, or near it: it was done all the same. */
  warnings: readonly string[]
  /** Short, for the list of the last scans. */
  short: string
  /** The code is a server that there is: it can be opened. */
  server: boolean
  undo: Undo
  /** Its line in the queue, where it has one. */
  seq?: number | undefined
  /** What it is, where that is no server: opened by its own page. */
  href?: string | undefined
  /** What stands there, as far as more than looking can be done with it at once. */
  of?: 'rack' | 'warehouse' | 'ticket' | undefined
  /** The nearest place where it would fit. */
  nearest: { u: number; words: string } | null
  /** Height of what was scanned, to pick a unit for it. */
  heightU: number
  /** The model that was given with a scan that was refused: kept for the next try. */
  retryModel?: string | undefined
}

export interface About {
  id: string
  at: string
  /** "Dell PowerEdge R650"; null where it is not known. */
  model: string | null
}

/** The answer to a scan that was taken. `before`: the server as it was, null for one that is new. */
export function acceptedAnswer(scan: ScanView, before: ServerView | null, place: ScanPlace, about: About): ScanAnswer {
  const [headline = 'Done', rest = ''] = splitOnce(scan.message, ': ')
  const [, meaning = ''] = splitOnce(rest, '. ')
  const from = before === null ? 'new here' : cameFrom(before, scan)
  const what = [about.model ?? 'model not known', from].filter((part) => part !== null).join(', ')
  return {
    ...base(about, scan.barcode),
    verdict: 'yes',
    title: headline,
    lead: placeWords(place, scan.heightU),
    note: [`${capital(what)}.`, meaning].filter((part) => part !== '').join(' '),
    warnings: scan.warnings,
    short: place.into === 'rack' ? unitsInWords(place.u, scan.heightU) : place.warehouse,
    server: true,
    undo: undoOf(scan, before),
    heightU: scan.heightU,
  }
}

/** The answer to a scan that was refused, in the server's own words, with who stands there and the nearest way out. */
export function refusedAnswer(
  barcode: string,
  problem: Problem,
  about: About & {
    heightU: number
    known: boolean
    retryModel?: string | undefined
    earlier: readonly ScanAnswer[]
    now: number
  },
): ScanAnswer {
  const detail = withoutOwn(barcode, problem.detail)
  const [first = detail, rest = ''] = splitOnce(detail, '. ')
  const blockers = blockersOf(problem)
  const placedJustNow = about.earlier.find((answer) => answer.verdict === 'yes' && blockers.includes(answer.code))
  const reminder =
    placedJustNow === undefined
      ? ''
      : `You placed ${placedJustNow.code} there ${ageWords(about.now - Date.parse(placedJustNow.at))} ago.`
  const nearestU = typeof problem.nearestU === 'number' ? problem.nearestU : null
  return {
    ...base(about, barcode),
    verdict: 'no',
    title: titles[problem.code] ?? 'Not placed',
    lead: withoutState(stop(first)),
    note: [rest === '' ? '' : stop(rest, '.'), reminder, 'Nothing was changed.']
      .filter((part) => part !== '')
      .join(' '),
    short: withoutState(stop(first)),
    server: about.known,
    retryModel: about.retryModel,
    nearest: nearestU === null ? null : { u: nearestU, words: `Place at ${unitsInWords(nearestU, about.heightU)}` },
    heightU: about.heightU,
  }
}

/** The answer to a look-up: no place is set, or one may not place. */
export function lookAnswer(server: ServerView, where: string | null, why: string, about: About): ScanAnswer {
  return {
    ...base(about, server.barcode),
    verdict: 'look',
    title: serverWords[server.state].word,
    lead: where ?? 'in no place yet',
    note: `${about.model ?? 'Model not known'}. ${why}`,
    short: where ?? 'in no place yet',
    server: true,
    heightU: server.heightU,
  }
}

/** A code that is nothing we know, or no code at all. */
export function unknownAnswer(code: string, lead: string, note: string, about: About): ScanAnswer {
  return { ...base(about, code), verdict: 'no', title: 'Not known', lead, note, short: lead, server: false }
}

const kinds: Record<string, string> = { part: 'A part', piece: 'A piece' }

/** A part or a single piece: it goes onto shelves and into servers, not into racks. */
export function otherAnswer(match: ResolvedCode, place: ScanPlace | null, about: About): ScanAnswer {
  const note =
    place?.into === 'rack' ? 'The place of your scans is a rack: a part goes onto the shelf of a warehouse.' : ''
  return {
    ...base(about, match.code),
    verdict: 'look',
    title: kinds[match.kind] ?? 'Found',
    lead: match.title,
    note,
    short: match.title,
    server: false,
    href: match.href,
  }
}

/** Kept on this device: sent in order when the network is back. */
export function keptAnswer(barcode: string, heightU: number, seq: number, place: ScanPlace, about: About): ScanAnswer {
  return {
    ...base(about, barcode),
    verdict: 'kept',
    title: 'Kept on this device',
    lead: placeWords(place, heightU),
    note: 'Checked and applied when the network is back. Keep scanning.',
    short: place.into === 'rack' ? unitsInWords(place.u, heightU) : place.warehouse,
    server: false,
    heightU,
    seq,
  }
}

/** What was kept, once it is known what became of it. */
export function afterSending(kept: ScanAnswer, scan: QueuedScan | undefined): ScanAnswer {
  if (kept.verdict !== 'kept' || scan === undefined || scan.status === 'kept') return kept
  if (scan.status === 'done') {
    return { ...kept, verdict: 'yes', title: 'Sent', note: 'It was applied when the network was back.', server: true }
  }
  const lead = stop(withoutOwn(kept.code, scan.problem?.detail ?? 'It was refused'))
  return { ...kept, verdict: 'no', title: 'Refused when sent', lead, note: 'Look at the batch.', short: lead }
}

/** A ticket: what is to be done with which server. */
export function ticketAnswer({ code, title, href }: ResolvedCode, about: About): ScanAnswer {
  return {
    ...base(about, code),
    ...{ verdict: 'look', title: 'Ticket', lead: title, note: '', short: title, server: false, href, of: 'ticket' },
  }
}

/** The answer to a rack or warehouse: the next scans go there. `page`: its own, where it can be opened. */
export function intoAnswer(
  code: string,
  lead: string,
  page: { of: 'rack' | 'warehouse'; href: string } | null,
  about: About,
): ScanAnswer {
  return {
    ...base(about, code),
    ...page,
    verdict: 'look',
    title: 'Scanning into',
    lead,
    note: '',
    short: 'place of the next scans',
    server: false,
  }
}

/** Undo is a scan back to where it was: where the table allows it, and only if it ends in the state that it had. */
export function undoOf(now: ServerView, before: ServerView | null): Undo {
  if (before === null) return { reason: 'It is new: there is no place to put it back to.' }
  const target = placeToReturn(before)
  if (target === null) return { reason: 'It stood in no place before.' }
  const moved = scanTarget(
    {
      datacenter: now.datacenter,
      rack: now.rack ?? null,
      u: now.u ?? null,
      face: now.face ?? null,
      warehouse: now.warehouse ?? null,
    },
    target.into === 'rack'
      ? { ...target, datacenter: before.datacenter }
      : { into: 'warehouse', warehouse: target.warehouse, datacenter: before.datacenter },
  )
  if (moved.samePlace) return null
  const outcome = scanOutcome(now.state, moved)
  if (!outcome.ok) return { reason: `${outcome.words} ${outcome.wayOut}` }
  if (outcome.to !== before.state) {
    return { reason: `It was ${serverWords[before.state].word.toLowerCase()}: a scan can’t bring that back.` }
  }
  return { location: locationOf(target), words: placeWords(target, before.heightU) }
}

/** Where a server stands; null: in no place. */
export function placeToReturn(before: ServerView): ScanPlace | null {
  const { rack, u, face, warehouse } = before
  if (rack !== undefined && u !== undefined) return { into: 'rack', rack, u, face: face ?? 'front', step: 'stay' }
  return warehouse === undefined ? null : { into: 'warehouse', warehouse }
}

function cameFrom(before: ServerView, now: ServerView): string | null {
  if (before.rack !== undefined && before.u !== undefined) {
    return before.rack === now.rack && before.u === now.u ? null : `out of ${before.rack} U${before.u}`
  }
  if (before.warehouse === undefined) return `was ${serverWords[before.state].word.toLowerCase()}`
  return before.warehouse === now.warehouse ? null : `out of ${before.warehouse}`
}

const base = (about: About, code: string) => ({
  id: about.id,
  at: about.at,
  code,
  warnings: [],
  undo: null,
  nearest: null,
  heightU: 1,
})

const titles: Record<string, string> = {
  'cannot-move': 'Can’t be moved',
  decommissioned: 'Decommissioned',
  'wrong-datacenter': 'Wrong datacenter',
  'illegal-transition': 'Not taken in',
  forbidden: 'Not allowed',
  unreachable: 'Not sent',
  'moved-since': 'Moved meanwhile',
  'rate-limited': 'Too fast',
}

function splitOnce(text: string, at: string): [string, string?] {
  const index = text.indexOf(at)
  return index < 0 ? [text] : [text.slice(0, index), text.slice(index + at.length)]
}

/** Without the code that stands above it in large type. */
const withoutOwn = (code: string, detail: string) =>
  detail.startsWith(`${code}: `) ? detail.slice(code.length + 2) : detail

/** Without the stop at the end, or with exactly one. */
const stop = (text: string, end = '') => `${text.replace(/\.$/, '')}${end}`

/** "U12 is taken by SRV-1 (Dell R650, in service)" is too long for large type: the brackets go. */
const withoutState = (text: string) => text.replaceAll(/ \([^)]*\)/g, '')

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

function ageWords(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1_000))
  return seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`
}
