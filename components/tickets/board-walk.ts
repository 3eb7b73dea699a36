import { TICKET_STATES } from '@/lib/domain/ticket-state'
import type { BoardView } from './board-view'

export type Arrow = 'up' | 'down' | 'left' | 'right'

/** One row of cells: a lane, or the whole board. */
type Row = Pick<BoardView, (typeof TICKET_STATES)[number]>

interface Spot {
  lane: number
  column: number
  index: number
}

/**
 * The card that an arrow leads to: up and down within its column, from lane to lane; left and right to the nearest column
 * that holds a card in this lane, at the same height. Without a chosen card the first one; at an edge it stays.
 */
export function walkTo(rows: readonly Row[], from: string | null, arrow: Arrow): string | null {
  const columns = rows.map((row) => TICKET_STATES.map((status) => row[status].items.map((ticket) => ticket.number)))
  const spot = from === null ? null : find(columns, from)
  if (spot === null) return columns.flat(2)[0] ?? null
  const next = arrow === 'up' || arrow === 'down' ? vertical(columns, spot, arrow) : horizontal(columns, spot, arrow)
  return next ?? from
}

function find(columns: readonly string[][][], number: string): Spot | null {
  for (const [lane, cells] of columns.entries()) {
    for (const [column, numbers] of cells.entries()) {
      const index = numbers.indexOf(number)
      if (index >= 0) return { lane, column, index }
    }
  }
  return null
}

function vertical(columns: readonly string[][][], spot: Spot, arrow: 'up' | 'down'): string | undefined {
  const column = columns.flatMap((cells) => cells[spot.column] ?? [])
  const before = columns.slice(0, spot.lane).reduce((sum, cells) => sum + (cells[spot.column]?.length ?? 0), 0)
  return column[before + spot.index + (arrow === 'down' ? 1 : -1)]
}

function horizontal(columns: readonly string[][][], spot: Spot, arrow: 'left' | 'right'): string | undefined {
  const cells = columns[spot.lane] ?? []
  const beyond = cells.map((numbers, column) => ({ numbers, column })).filter(({ numbers }) => numbers.length > 0)
  const next =
    arrow === 'right'
      ? beyond.find(({ column }) => column > spot.column)
      : beyond.findLast(({ column }) => column < spot.column)
  return next?.numbers[Math.min(spot.index, next.numbers.length - 1)]
}
