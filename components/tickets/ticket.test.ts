import { describe, expect, test } from 'vitest'
import type { TicketView } from '@/lib/contracts/tickets/ticket'
import { evidenceLine, readEvent } from './event-reading'
import { historyWords } from './history-words'
import { repairSteps } from './repair-steps'
import { moveInput, movesOf, reasonToShow, type TicketLocks } from './ticket-moves'
import { partsWord } from './ticket-parts'
import { placeWords, shortCode, spotOf } from './ticket-place'

const free: TicketLocks = { open: null, edit: null, move: null, settle: null }
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
    const moves = movesOf(ticket(), 'Vera', { open: why, edit: why, move: why, settle: why })
    expect(moves.every(({ refusal }) => refusal === why)).toBe(true)
    expect(reasonToShow(moves)).toBe(why)
  })

  test('taking names the version it saw; starting takes what nobody has', () => {
    expect(moveInput(ticket(), 'take', 'Rui')).toEqual({ number: 'T-1182', assignee: 'Rui', ifMatch: [4] })
    expect(moveInput(ticket(), 'start', 'Rui')).toEqual({ number: 'T-1182', status: 'IN_PROGRESS', assignee: 'Rui' })
    expect(moveInput(ticket({ assignee: 'Ana' }), 'start', 'Rui')).toEqual({ number: 'T-1182', status: 'IN_PROGRESS' })
  })
})

describe('the steps of a repair', () => {
  const at = (given: Partial<TicketView>, reached: Parameters<typeof repairSteps>[1] = null) => {
    const { steps, now } = repairSteps(ticket(given), reached)
    return steps[now]?.name ?? 'over'
  }
  const mine = { status: 'IN_PROGRESS', assignee: 'Rui' } as const

  test('follow what the ticket records', () => {
    expect(at({})).toBe('take')
    expect(at(mine)).toBe('go')
    expect(at(mine, 'there')).toBe('work')
    expect(at({ ...mine, components: [{ ...disk, result: 'replaced' }] })).toBe('verify')
    expect(at({ ...mine, components: [{ ...disk, result: 'replaced' }] }, 'verified')).toBe('close')
    expect(at({ status: 'DONE' })).toBe('over')
  })

  test('nobody gets past a component that still waits by saying so', () => {
    expect(at(mine, 'verified')).toBe('work')
  })

  test('where hands alone are needed, the person says when it is done', () => {
    const hands: Partial<TicketView> = { ...mine, type: 'REBOOT', components: [{ name: 'unknown' }] }
    expect(at(hands, 'there')).toBe('work')
    expect(at(hands, 'worked')).toBe('verify')
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

  test('a ticket opened by hand says its note', () => {
    const notes = [{ at: '2026-11-23T10:00:00.000Z', by: 'Rui', text: 'smells burnt' }]
    expect(evidenceLine(ticket({ notes }))).toBe('smells burnt')
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
})
