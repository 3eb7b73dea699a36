import { describe, expect, test } from 'vitest'
import type { ScanView, ServerView } from '@/lib/contracts/inventory/server'
import {
  acceptedAnswer,
  afterSending,
  keptAnswer,
  lookAnswer,
  otherAnswer,
  refusedAnswer,
  type ScanAnswer,
  undoOf,
} from './scan-answers'
import type { ScanPlace } from './scan-place'

const at = '2026-11-23T14:20:00Z'
const stored: ServerView = {
  barcode: 'SRV-1',
  state: 'IN_WAREHOUSE',
  heightU: 2,
  depth: 'full',
  datacenter: 'FRA1',
  warehouse: 'FRA1-W1',
  openHighTickets: 0,
  needsWipe: false,
  tags: [],
  hostnames: [],
  firmware: [],
  createdAt: at,
  updatedAt: at,
  version: 1,
}
const { warehouse: _, ...nowhere } = stored
const racked: ServerView = { ...nowhere, state: 'RACKED', rack: 'FRA1-A07', u: 24, face: 'front' }
const scan: ScanView = {
  ...racked,
  message: 'Racked: SRV-1 in rack FRA1-A07 at U24. Free to be promised now.',
  warnings: [],
  next: [],
}
const place: ScanPlace = { into: 'rack', rack: 'FRA1-A07', u: 24, face: 'front', step: 'up' }
const about = { id: '1', at, model: 'Dell PowerEdge R750' }
const refusal = {
  type: 'about:blank',
  title: 'Conflict',
  status: 409,
  code: 'slot-taken',
  detail: 'U24 is taken by SRV-9 (Dell PowerEdge R650, racked). 2U are needed, U24–25. The nearest free place is U30.',
  blockedBy: ['SRV-9'],
  nearestU: 30,
}
const refused = (more: Partial<Parameters<typeof refusedAnswer>[2]> = {}) =>
  refusedAnswer('SRV-1', refusal, { ...about, heightU: 2, known: true, earlier: [], now: Date.parse(at), ...more })

describe('a scan that was taken', () => {
  test('says in one word what happened, where it is now, what it is and where it came from', () => {
    expect(acceptedAnswer(scan, stored, place, about)).toMatchObject({
      verdict: 'yes',
      title: 'Racked',
      code: 'SRV-1',
      lead: 'FRA1-A07, U24–25',
      note: 'Dell PowerEdge R750, out of FRA1-W1. Free to be promised now.',
      undo: { location: { warehouse: 'FRA1-W1' }, words: 'FRA1-W1' },
    })
  })

  test('a new one says so, and can’t be put back', () => {
    const answer = acceptedAnswer({ ...scan, warnings: ['Power is near.'] }, null, place, { ...about, model: null })
    expect(answer.note).toBe('Model not known, new here. Free to be promised now.')
    expect(answer.warnings).toEqual(['Power is near.'])
    expect(answer.undo).toEqual({ reason: 'It is new: there is no place to put it back to.' })
  })
})

describe('a scan that was refused', () => {
  test('names who stands there in large type, and offers the nearest free place', () => {
    expect(refused()).toMatchObject({
      verdict: 'no',
      title: 'Not placed',
      lead: 'U24 is taken by SRV-9',
      note: '2U are needed, U24–25. The nearest free place is U30. Nothing was changed.',
      nearest: { u: 30, words: 'Place at U30–31' },
    })
  })

  test('reminds of one’s own scan a moment ago', () => {
    const earlier: ScanAnswer[] = [{ ...acceptedAnswer(scan, stored, place, about), code: 'SRV-9' }]
    expect(refused({ earlier, now: Date.parse(at) + 20_000 }).note).toContain('You placed SRV-9 there 20 s ago.')
  })

  test('leaves out its own barcode, which stands above in large type', () => {
    const inService = { ...refusal, code: 'cannot-move', detail: 'SRV-1: It is in service. Release it first.' }
    const answer = refusedAnswer('SRV-1', inService, {
      ...about,
      heightU: 1,
      known: true,
      earlier: [],
      now: Date.parse(at),
    })
    expect(answer).toMatchObject({ title: 'Can’t be moved', lead: 'It is in service' })
  })
})

describe('undo', () => {
  test('scans back to the rack, unit and face', () => {
    expect(undoOf(stored, racked)).toEqual({
      location: { rack: 'FRA1-A07', u: 24 },
      words: 'FRA1-A07, U24–25',
    })
  })

  test('is not offered where nothing moved, where it was nowhere, or where a scan can’t bring its state back', () => {
    expect(undoOf(racked, racked)).toBeNull()
    expect(undoOf(stored, { ...nowhere, state: 'IN_TRANSIT' })).toEqual({ reason: 'It stood in no place before.' })
    expect(undoOf(stored, { ...racked, state: 'REPAIRING' })).toEqual({
      reason: 'It was repairing: a scan can’t bring that back.',
    })
  })
})

test('a look-up tells state and place, and why nothing was placed', () => {
  expect(lookAnswer(racked, 'FRA1-A07 U24', 'No place is set.', about)).toMatchObject({
    verdict: 'look',
    title: 'Racked',
    lead: 'FRA1-A07 U24',
    note: 'Dell PowerEdge R750. No place is set.',
  })
})

test('what was kept says what became of it once it was sent', () => {
  const kept = keptAnswer('SRV-1', 2, 7, place, about)
  expect(kept).toMatchObject({ verdict: 'kept', lead: 'FRA1-A07, U24–25', seq: 7 })
  const body = { barcode: 'SRV-1', location: { rack: 'FRA1-A07', u: 24 }, scannedAt: at }
  const line = { seq: 7, key: 'k', by: 'kim', body, before: null, attempts: 1 }
  expect(afterSending(kept, { ...line, status: 'kept' })).toBe(kept)
  expect(afterSending(kept, { ...line, status: 'done', server: scan })).toMatchObject({ verdict: 'yes', title: 'Sent' })
  const problem = { ...refusal, code: 'moved-since', detail: 'SRV-1: lee moved it into FRA1-W1 after it was scanned.' }
  expect(afterSending(kept, { ...line, status: 'refused', problem })).toMatchObject({
    verdict: 'no',
    lead: 'lee moved it into FRA1-W1 after it was scanned',
  })
})

test('a part that is scanned while the place is a rack is told where it goes', () => {
  const match = {
    kind: 'part',
    by: 'code',
    code: 'SSD-1',
    title: 'A disk',
    href: '/stock?sku=SSD-1',
    next: [],
  } as const
  expect(otherAnswer({ ...match, next: [] }, place, about)).toMatchObject({
    verdict: 'look',
    title: 'A part',
    href: '/stock?sku=SSD-1',
    note: expect.stringContaining('shelf of a warehouse'),
  })
})
