import { describe, expect, it } from 'vitest'
import type { QueuedScan } from '@/lib/client/scan-queue/queued-scan'
import { bothSides, countParts, reasonOf, remedyOf } from './batch-words'

const at = '2026-11-23T14:20:00Z'
const line: QueuedScan = {
  ...{ seq: 1, key: 'k', by: 'kim', before: null, attempts: 1, status: 'refused' },
  body: { barcode: 'SRV-1', location: { rack: 'FRA1-A07', u: 24 }, scannedAt: at },
}
const problem = (code: string, more: object) => ({
  ...{ type: 'about:blank', title: 'Conflict', status: 409, detail: 'SRV-1: it was moved.' },
  ...{ code },
  ...more,
})
const theirs = { place: { warehouse: 'FRA1-W1' }, by: 'lee', at }

describe('a refused line', () => {
  it('of a server that was moved meanwhile shows both sides and offers to apply mine', () => {
    const moved = { ...line, problem: problem('moved-since', { theirs }) }
    expect(bothSides(moved)).toEqual({
      mine: { words: 'FRA1-A07, U24', at },
      theirs: { words: 'FRA1-W1', by: 'lee', at },
    })
    expect(remedyOf(moved)).toEqual({ what: 'mine', label: 'Apply mine' })
    expect(reasonOf(moved)).toBe('it was moved.')
  })

  it('of a unit that is taken names who stands there and offers the nearest place', () => {
    const side = { ...theirs, barcode: 'SRV-9', place: { rack: 'FRA1-A07', u: 24 } }
    const taken = { ...line, problem: problem('slot-taken', { theirs: side, nearestU: 30 }) }
    expect(bothSides(taken)?.theirs.words).toBe('SRV-9 at FRA1-A07 U24')
    expect(remedyOf(taken)).toEqual({
      ...{ what: 'elsewhere', label: 'Place at U30' },
      location: { rack: 'FRA1-A07', u: 30 },
    })
  })

  it('that nothing can be done about but to open the server has no other side', () => {
    const pinned = { ...line, problem: problem('cannot-move', {}) }
    expect(bothSides(pinned)).toBeNull()
    expect(remedyOf(pinned)).toBeNull()
  })
})

it('what was put away counts as done', () => {
  const list: QueuedScan[] = [line, { ...line, status: 'settled', settled: 'theirs' }, { ...line, status: 'kept' }]
  expect(countParts(list)).toEqual({ all: 3, kept: 1, refused: 1, done: 1 })
})
