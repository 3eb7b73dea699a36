import { describe, expect, test } from 'vitest'
import type { TicketView } from '@/lib/contracts/tickets/ticket'
import { evidenceLine, readEvent } from './event-reading'
import { historyWords } from './history-words'
import { leftInRepair, leftWords } from './left-server'
import { canUndo, repairStages, stepNow, stepTitle } from './repair-words'
import { moveInput, movesOf, reasonToShow, type TicketLocks } from './ticket-moves'
import { partsWord } from './ticket-parts'
import { placeWords, shortCode, spotOf } from './ticket-place'

const free: TicketLocks = { open: null, edit: null, photo: null, move: null, settle: null }
const disk = {
  name: 'S6X1',
  part: { sku: 'SSD-1', warehouse: 'FRA1-W1', shelf: '14-C-3', status: 'reserved' },
} as const

const ticket = (given: Partial<TicketView> = {}): TicketView => ({
  number: 'T-1182',
  type: 'REPLACE_DISK',
  status: 'OPEN',
  priority: 'HIGH',
  server: 'SRV-004217',
  datacenter: 'FRA1',
  place: { rack: 'FRA1-A07', row: 'A', u: 21 },
  components: [disk],
  serverState: 'IN_SERVICE',
  outOfService: false,
  repair: { steps: [], done: 0, total: 0 },
  events: [],
  eventCount: 0,
  repairsBefore: 0,
  retireSuggested: false,
  notes: [],
  photos: [],
  createdAt: '2026-11-23T10:00:00.000Z',
  updatedAt: '2026-11-23T10:00:00.000Z',
  version: 4,
  ...given,
})

const refusals = (given: Partial<TicketView>, locks = free) =>
  Object.fromEntries(movesOf(ticket(given), 'Rui', locks).map(({ name, refusal }) => [name, refusal]))

describe('the moves of a ticket', () => {
  test('an open one may be taken, started and left; it must be started before it is done', () => {
    expect(refusals({})).toEqual({
      take: null,
      start: null,
      close: 'Start it first.',
      'put-back': 'It is there already.',
      'wont-fix': null,
    })
  })

  test('DONE stays locked while a component waits, with its name', () => {
    expect(refusals({ status: 'IN_PROGRESS' }).close).toContain('S6X1')
    expect(refusals({ status: 'IN_PROGRESS', components: [{ ...disk, result: 'replaced' }] }).close).toBeNull()
  })

  test('who may not is told why, on each button and once beside them', () => {
    const why = 'Needs the role REPAIR, OPERATOR or ADMIN'
    const moves = movesOf(ticket(), 'Vera', { open: why, edit: why, photo: why, move: why, settle: why })
    expect(moves.every(({ refusal }) => refusal === why)).toBe(true)
    expect(reasonToShow(moves)).toBe(why)
  })

  test('taking names the version it saw; starting takes what nobody has', () => {
    expect(moveInput(ticket(), 'take', 'Rui')).toEqual({ number: 'T-1182', assignee: 'Rui', ifMatch: [4] })
    expect(moveInput(ticket(), 'start', 'Rui')).toEqual({ number: 'T-1182', status: 'IN_PROGRESS', assignee: 'Rui' })
    expect(moveInput(ticket({ assignee: 'Ana' }), 'start', 'Rui')).toEqual({ number: 'T-1182', status: 'IN_PROGRESS' })
  })
})

describe('the step to do now', () => {
  const at = (given: Partial<TicketView>) => {
    const step = stepNow(ticket(given))
    return step === null ? 'over' : stepTitle(step, given.type ?? 'REPLACE_DISK')
  }
  const mine = { status: 'IN_PROGRESS', assignee: 'Rui' } as const
  const there = { ...mine, serverScannedAt: '2026-11-23T11:00:00.000Z' } as const
  const swapped = { ...disk, removedSerial: 'S6X1', result: 'replaced' } as const

  test('follows what the ticket records', () => {
    expect(at({})).toBe('Take the ticket')
    expect(at(mine)).toBe('Scan the server')
    expect(at(there)).toBe('Scan the failed disk')
    expect(at({ ...there, components: [{ ...disk, removedSerial: 'S6X1' }] })).toBe('Scan the new disk')
    expect(at({ ...there, components: [swapped] })).toBe('Verify')
    expect(at({ ...there, components: [{ ...swapped, verifiedAt: there.serverScannedAt }] })).toBe('Close')
    expect(at({ status: 'DONE' })).toBe('over')
  })

  test('where hands alone are needed, there is nothing to swap', () => {
    expect(at({ ...there, type: 'REBOOT', components: [{ name: 'unknown' }] })).toBe('Start it again and verify')
    expect(at({ ...there, type: 'CHECK_COOLING', components: [{ name: 'Inlet' }] })).toBe('Check and verify')
  })

  test('a card says it in a word, and how many components are done', () => {
    const components = [
      { ...swapped, verifiedAt: there.serverScannedAt },
      { ...disk, name: 'S6X2' },
    ]
    expect(repairStages(ticket({ ...there, components }))).toMatchObject({ next: 'pull', done: 1, total: 2 })
    expect(repairStages(ticket(mine)).stages.map(({ done }) => done)).toEqual([false, false, false, false, false])
  })

  test('what was scanned can be taken back until the ticket is closed', () => {
    expect(canUndo(ticket(mine))).toBe(false)
    expect(canUndo(ticket(there))).toBe(true)
    expect(canUndo(ticket({ ...there, status: 'DONE' }))).toBe(false)
  })
})

describe('what a card says', () => {
  test('the reading that crossed the line', () => {
    const event = { kind: 'SMART_FAIL', payload: { device: '/dev/nvme3n1', mediaErrors: 41 } }
    expect(readEvent(event)).toEqual({ what: 'SMART failed', where: 'nvme3n1', value: '41 media errors' })
    expect(readEvent({ kind: 'ECC_ERRORS', payload: { count: 1, dimm: 'A6' } })).toMatchObject({
      where: 'DIMM A6',
      value: '1 corrected error',
    })
    expect(readEvent({ kind: 'FAN_STOPPED', payload: { fan: 4 } })).toMatchObject({
      what: 'Fan stopped',
      value: 'fan 4',
    })
  })

  test('a ticket opened by hand says what it was opened with, and not what was noted later', () => {
    const note = { by: 'Rui', text: 'smells burnt' }
    expect(evidenceLine(ticket({ notes: [{ ...note, at: '2026-11-23T10:00:00.000Z' }] }))).toBe('smells burnt')
    expect(evidenceLine(ticket({ notes: [{ ...note, at: '2026-11-23T10:04:00.000Z' }] }))).toBe('opened by hand')
  })

  test('the part and its shelf, or that it waits for one', () => {
    expect(partsWord(ticket())).toEqual({ kind: 'held', sku: 'SSD-1', shelf: 'W1 14-C-3', more: 0 })
    expect(partsWord(ticket({ components: [disk, { name: 'B', part: { status: 'waiting' } }] })).kind).toBe('waiting')
    expect(partsWord(ticket({ components: [{ name: 'unknown' }] })).kind).toBe('none')
    expect(partsWord(ticket({ components: [{ ...disk, result: 'replaced' }] })).kind).toBe('settled')
  })

  test('the place, short where the datacenter is known', () => {
    expect(shortCode('FRA1-A07', 'fra1')).toBe('A07')
    expect(shortCode('FRA1', 'FRA1')).toBe('FRA1')
    expect(spotOf(ticket({ place: { warehouse: 'FRA1-W1' } }))).toBe('W1')
    expect(placeWords(ticket())).toBe('rack FRA1-A07, U21')
  })
})

describe('history', () => {
  const entry = { id: '1', at: '', actor: 'Rui', action: 'tickets.edit-ticket', entity: 'ticket', key: 'T-1182' }

  test('says in words what was done', () => {
    expect(historyWords({ ...entry, to: 'OPEN' })).toBe('Opened')
    expect(historyWords({ ...entry, from: 'OPEN', to: 'WONT_FIX' })).toBe('From Open to Won’t fix')
    const detail = { assignee: { from: null, to: 'Rui' }, components: [{ name: 'S6X1', result: 'not-needed' }] }
    expect(historyWords({ ...entry, detail })).toBe('Taken by Rui; S6X1 not needed')
    expect(historyWords(entry)).toBe('Edit ticket')
  })

  test('and every step of a repair', () => {
    const words = (detail: Record<string, unknown>) => historyWords({ ...entry, detail })
    expect(words({ did: 'server-confirmed', code: 'SRV-1' })).toBe('Server confirmed by SRV-1')
    expect(words({ did: 'part-removed', code: 'S1', component: 'S1' })).toBe('S1 taken out')
    expect(words({ did: 'part-removed', code: 'S9', component: 'S1', note: 'wrong label' })).toBe(
      'S9 taken out for S1: wrong label',
    )
    expect(words({ did: 'part-installed', code: 'SSD-1', component: 'S1' })).toBe('SSD-1 put in for S1')
    expect(words({ undone: 'install', component: 'S1' })).toBe('Scan of what went in taken back')
    expect(words({ verified: ['S1'], how: 'telemetry' })).toBe('S1 well, by its own report')
    expect(words({ verified: ['S1'], how: 'person', note: 'green' })).toBe('S1 well: green')
    expect(words({ recovered: ['S1'] })).toBe('S1 reported well by itself')
    expect(words({ assignee: { from: null, to: 'Rui' }, outOfService: true })).toBe(
      'Taken by Rui; Server taken out of service',
    )
  })
})

describe('a server that its closed ticket left in repair', () => {
  test.each([
    ['WONT_FIX', 'REPAIRING', true],
    ['DONE', 'REPAIRING', true],
    ['IN_PROGRESS', 'REPAIRING', false],
    ['WONT_FIX', 'RACKED', false],
  ] as const)('%s with its server %s: %s', (status, serverState, left) => {
    expect(leftInRepair({ status, serverState })).toBe(left)
  })

  test('why it is still there is said: left undone, out of its rack, or not taken out by this ticket', () => {
    expect(leftWords(ticket({ status: 'WONT_FIX' }))).toContain('left undone')
    expect(leftWords(ticket({ status: 'DONE', place: {} }))).toContain('Scan it in')
    expect(leftWords(ticket({ status: 'DONE' }))).toContain('did not take it out')
  })
})
