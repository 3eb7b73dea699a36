import { COLUMN, columnHeight } from './elevation-column'
import { type RowRack, rowHeading } from './racks-filters'

/** px between two racks, and more between two rows. */
const GAP = 8
const ROW_GAP = 16
/** px at either end of the row, inside what scrolls: `px-4`. */
const MARGIN = 16
/** px of a rack's head and foot, around its frame. */
const HEAD = 18 + 20
const FOOT = 24

/** Where a rack stands in the row, in px from its left end; `heading` where another row of racks begins. */
export interface Place {
  x: number
  heading: string | null
}

export interface RowLayout {
  places: readonly Place[]
  width: number
  /** px from the heading to the foot of the tallest rack: feet stand on one line. */
  height: number
}

/** Where each rack of the row stands, whether it is drawn or not: what is drawn must not move the rest. */
export function layoutRow(racks: readonly RowRack[], scoped: boolean): RowLayout {
  let x = 0
  let before: string | null = null
  const places = racks.map((rack): Place => {
    const heading = rowHeading(rack, scoped)
    const starts = heading !== before
    if (starts && before !== null) x += ROW_GAP
    const place = { x, heading: starts ? heading : null }
    before = heading
    x += COLUMN.width + GAP
    return place
  })
  const tallest = racks.reduce((most, rack) => Math.max(most, rack.heightU), 0)
  return { places, width: Math.max(0, x - GAP), height: HEAD + columnHeight(tallest) + FOOT }
}

/** Indexes of racks, both included; `to` below `from` where there are none. */
export interface Range {
  from: number
  to: number
}

/** The racks that a window of `width` px sees when it is scrolled to `left`, and `beyond` more at either side. */
export function rangeSeen(
  places: readonly Place[],
  { left, width }: { left: number; width: number },
  beyond = 0,
): Range {
  const first = firstWhere(places, (x) => x > left - COLUMN.width)
  const last = firstWhere(places, (x) => x >= left + width) - 1
  return { from: Math.max(0, first - beyond), to: Math.min(places.length - 1, Math.max(first, last) + beyond) }
}

/** The first rack whose left edge passes; those after it do as well. */
function firstWhere(places: readonly Place[], passes: (x: number) => boolean): number {
  let [low, high] = [0, places.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (passes(places[middle]?.x ?? 0)) high = middle
    else low = middle + 1
  }
  return low
}

/** How much of the row a window shows; none of it while it is hidden, as on a phone. */
export const seenWidth = (window: { clientWidth: number }): number => Math.max(0, window.clientWidth - 2 * MARGIN)

/** How far to scroll for a rack to stand in the middle of the window. */
export function scrollTo({ places, width }: RowLayout, index: number, seen: number): number {
  const x = places[index]?.x ?? 0
  return Math.max(0, Math.min(width - seen, x + COLUMN.width / 2 - seen / 2))
}
