import type { TicketView } from '@/lib/contracts/tickets/ticket'
import { compareNatural, compareWalking } from '@/lib/domain/code'
import { TICKET_STATES } from '@/lib/domain/ticket-state'
import type { LaneChoice } from './board-filters'
import type { BoardView } from './board-view'
import { shortCode } from './ticket-place'

export interface Lane {
  key: string
  /** A rack, a warehouse or a datacenter; null for the lane of what is finished where nothing is left to do. */
  title: string | null
  note: string
  /** Which stop of the walk; null for a lane that is none. */
  stop: number | null
  columns: BoardView
}

interface Place {
  key: string
  title: string
  note: string
  order: { datacenter: string; walk: 0 | 1 | 2; row: string | null; code: string }
}

/** The cards by place: a shift is a walk, and each lane with live work is a stop of it. */
export function lanesOf(board: BoardView, choice: Exclude<LaneChoice, 'none'>, scope: string | null): Lane[] {
  const placeOf = choice === 'rack' ? (ticket: TicketView) => rackPlace(ticket, scope) : datacenterPlace
  const places = new Map(
    [...board.OPEN.items, ...board.IN_PROGRESS.items].map((ticket) => {
      const place = placeOf(ticket)
      return [place.key, place]
    }),
  )
  const stops = [...places.values()].sort(comparePlaces).map((place, index) => ({
    key: place.key,
    title: place.title,
    note: place.note,
    stop: choice === 'rack' ? index + 1 : null,
    columns: only(board, (ticket) => placeOf(ticket).key === place.key),
  }))
  const rest = only(board, (ticket) => !places.has(placeOf(ticket).key))
  const left = TICKET_STATES.some((status) => rest[status].items.length > 0)
  return left ? [...stops, { key: 'rest', title: null, note: 'nothing left to do', stop: null, columns: rest }] : stops
}

function only(board: BoardView, keep: (ticket: TicketView) => boolean): BoardView {
  const column = (status: keyof BoardView) => ({ items: board[status].items.filter(keep) })
  return {
    OPEN: column('OPEN'),
    IN_PROGRESS: column('IN_PROGRESS'),
    DONE: column('DONE'),
    WONT_FIX: column('WONT_FIX'),
  }
}

function datacenterPlace({ datacenter }: TicketView): Place {
  return { key: datacenter, title: datacenter, note: '', order: { datacenter, walk: 0, row: null, code: datacenter } }
}

/** Racks by row and code, then the datacenter's warehouses, then what stands nowhere. */
function rackPlace({ datacenter, place }: TicketView, scope: string | null): Place {
  const where = (note: string) => (scope === null ? [datacenter, note].filter(Boolean).join(', ') : note)
  if (place.rack !== undefined) {
    const row = place.row ?? null
    return {
      key: `rack ${place.rack}`,
      title: shortCode(place.rack, datacenter),
      note: where(row === null ? '' : `row ${row}`),
      order: { datacenter, walk: 0, row, code: place.rack },
    }
  }
  if (place.warehouse !== undefined) {
    return {
      key: `warehouse ${place.warehouse}`,
      title: shortCode(place.warehouse, datacenter),
      note: where('warehouse'),
      order: { datacenter, walk: 1, row: null, code: place.warehouse },
    }
  }
  return {
    key: `nowhere ${datacenter}`,
    title: '?',
    note: where('no place'),
    order: { datacenter, walk: 2, row: null, code: '' },
  }
}

function comparePlaces({ order: a }: Place, { order: b }: Place): number {
  return compareNatural(a.datacenter, b.datacenter) || a.walk - b.walk || compareWalking(a, b)
}
