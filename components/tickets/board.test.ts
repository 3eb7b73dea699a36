import { describe, expect, test } from 'vitest'
import type { TicketView } from '@/lib/contracts/tickets/ticket'
import { TICKET_STATES, type TicketState } from '@/lib/domain/ticket-state'
import { boardFilters, boardHref, ticketParams } from './board-filters'
import { lanesOf } from './board-lanes'
import { type BoardView, layBoard } from './board-view'
import { walkTo } from './board-walk'

type Given = Partial<TicketView> & { number: string }

const ticket = (given: Given): TicketView => ({
  type: 'REPLACE_DISK',
  status: 'OPEN',
  priority: 'NORMAL',
  server: 'SRV-1',
  datacenter: 'FRA1',
  place: { rack: 'FRA1-A07', row: 'A', u: 21 },
  components: [],
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
  version: 1,
  ...given,
})

const boardOf = (...given: Given[]): BoardView => {
  const tickets = given.map(ticket)
  const column = (status: TicketState) => ({ items: tickets.filter((one) => one.status === status) })
  return {
    OPEN: column('OPEN'),
    IN_PROGRESS: column('IN_PROGRESS'),
    DONE: column('DONE'),
    WONT_FIX: column('WONT_FIX'),
  }
}
const numbersIn = (board: BoardView) =>
  Object.fromEntries(TICKET_STATES.map((status) => [status, board[status].items.map((one) => one.number)]))

describe('the board', () => {
  const now = new Map<string, never>()

  test('live cards stand by urgency, then age; finished ones by when they ended', () => {
    const board = layBoard(
      boardOf(
        { number: 'T-3', createdAt: '2026-11-23T11:00:00.000Z' },
        { number: 'T-2', createdAt: '2026-11-23T09:00:00.000Z' },
        { number: 'T-4', priority: 'HIGH', createdAt: '2026-11-23T12:00:00.000Z' },
        { number: 'T-5', status: 'DONE', endedAt: '2026-11-22T12:00:00.000Z' },
        { number: 'T-1', status: 'DONE', endedAt: '2026-11-23T12:00:00.000Z' },
      ),
      now,
    )
    expect(numbersIn(board)).toEqual({
      OPEN: ['T-4', 'T-2', 'T-3'],
      IN_PROGRESS: [],
      DONE: ['T-1', 'T-5'],
      WONT_FIX: [],
    })
  })

  test('a move that was asked for shows at once, and its roll-back is to forget it', () => {
    const view = boardOf({ number: 'T-1' })
    const asked = new Map([['T-1', { kind: 'asked', change: { status: 'IN_PROGRESS', assignee: 'Rui' } } as const]])
    expect(layBoard(view, asked).IN_PROGRESS.items[0]).toMatchObject({ number: 'T-1', assignee: 'Rui' })
    expect(numbersIn(layBoard(view, now)).OPEN).toEqual(['T-1'])
  })

  test('the server’s answer holds until a list is as new', () => {
    const answered = new Map([
      ['T-1', { kind: 'answered', ticket: ticket({ number: 'T-1', status: 'DONE', version: 2 }) } as const],
    ])
    expect(numbersIn(layBoard(boardOf({ number: 'T-1', version: 1 }), answered)).DONE).toEqual(['T-1'])
    expect(numbersIn(layBoard(boardOf({ number: 'T-1', version: 3 }), answered)).OPEN).toEqual(['T-1'])
  })
})

describe('lanes', () => {
  const board = boardOf(
    { number: 'T-1', place: { rack: 'FRA1-A10', row: 'A', u: 1 } },
    { number: 'T-2', place: { rack: 'FRA1-A02', row: 'A', u: 1 } },
    { number: 'T-3', place: { rack: 'FRA1-B01', row: 'B', u: 1 }, status: 'IN_PROGRESS' },
    { number: 'T-4', place: { warehouse: 'FRA1-W1' } },
    { number: 'T-5', datacenter: 'AMS2', place: { rack: 'AMS2-A01', row: 'A', u: 1 } },
    { number: 'T-6', place: { rack: 'FRA1-A02', row: 'A', u: 2 }, status: 'DONE' },
    { number: 'T-7', place: { rack: 'FRA1-C09', row: 'C', u: 2 }, status: 'DONE' },
  )

  test('racks are stops in walking order, A2 before A10, warehouses after them', () => {
    const lanes = lanesOf(board, 'rack', null)
    expect(lanes.map(({ stop, title }) => [stop, title])).toEqual([
      [1, 'A01'],
      [2, 'A02'],
      [3, 'A10'],
      [4, 'B01'],
      [5, 'W1'],
      [null, null],
    ])
    expect(lanes[0]?.note).toBe('AMS2, row A')
  })

  test('finished work stands in its stop, or in the last lane where nothing is left to do', () => {
    const lanes = lanesOf(board, 'rack', 'FRA1')
    expect(lanes[1]?.columns.DONE.items.map((one) => one.number)).toEqual(['T-6'])
    expect(lanes.at(-1)?.columns.DONE.items.map((one) => one.number)).toEqual(['T-7'])
  })

  test('by datacenter there is one lane each', () => {
    expect(lanesOf(board, 'datacenter', null).map((lane) => lane.title)).toEqual(['AMS2', 'FRA1'])
  })
})

describe('the arrows', () => {
  const top = boardOf({ number: 'T-1' }, { number: 'T-2' }, { number: 'T-3', status: 'DONE' })
  const below = boardOf({ number: 'T-4' }, { number: 'T-5', status: 'IN_PROGRESS' })

  test('the first one chooses the first card', () => {
    expect(walkTo([top, below], null, 'right')).toBe('T-1')
    expect(walkTo([boardOf()], null, 'down')).toBeNull()
  })

  test('down goes on in the next lane, up comes back', () => {
    expect(walkTo([top, below], 'T-2', 'down')).toBe('T-4')
    expect(walkTo([top, below], 'T-4', 'up')).toBe('T-2')
    expect(walkTo([top, below], 'T-4', 'down')).toBe('T-4')
  })

  test('right and left pass over empty columns, within the lane', () => {
    expect(walkTo([top, below], 'T-2', 'right')).toBe('T-3')
    expect(walkTo([top, below], 'T-3', 'left')).toBe('T-1')
    expect(walkTo([top, below], 'T-5', 'left')).toBe('T-4')
  })
})

describe('the board’s URL', () => {
  const none = {
    datacenter: undefined,
    type: [],
    mine: undefined,
    waitingForPart: undefined,
    lanes: undefined,
    status: undefined,
  }

  test('words that are none of ours count as not given', () => {
    expect(boardHref(boardFilters({ ...none, type: ['X'], lanes: 'aisle', status: 'GONE' }))).toBe('/tickets')
  })

  test('everything that narrows or arranges stands in it', () => {
    const filters = boardFilters({ ...none, datacenter: 'FRA1', type: ['REBOOT'], mine: 'true', lanes: 'rack' })
    expect(boardHref(filters, { status: 'DONE' })).toBe(
      '/tickets?datacenter=FRA1&type=REBOOT&mine=true&lanes=rack&status=DONE',
    )
    expect(ticketParams(filters, 'Rui Repair')).toEqual({
      datacenter: ['FRA1'],
      type: ['REBOOT'],
      assignee: ['Rui Repair'],
    })
  })
})
