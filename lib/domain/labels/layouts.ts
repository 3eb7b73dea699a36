/** Millimetres throughout. */
export interface LabelLayout {
  id: string
  name: string
  page: { width: number; height: number }
  columns: number
  rows: number
  label: { width: number; height: number }
  /** Of the first label's corner. */
  left: number
  top: number
  /** Between two labels. */
  gapX: number
  gapY: number
}

const A4 = { width: 210, height: 297 }

const sheet = (
  id: string,
  name: string,
  [columns, rows]: readonly [number, number],
  [width, height]: readonly [number, number],
  [left, top, gapX]: readonly [number, number, number],
): LabelLayout => ({ id, name, page: A4, columns, rows, label: { width, height }, left, top, gapX, gapY: 0 })

/** One label a page: the printer cuts where the page ends. */
const tape = (width: number, length: number): LabelLayout => ({
  id: `tape-${width}`,
  name: `Tape ${width} mm`,
  page: { width: length, height: width },
  columns: 1,
  rows: 1,
  label: { width: length, height: width },
  left: 0,
  top: 0,
  gapX: 0,
  gapY: 0,
})

export const LAYOUTS: readonly LabelLayout[] = [
  sheet('a4-3x8', 'A4, 24 of 70 × 37 mm', [3, 8], [70, 37], [0, 0.5, 0]),
  sheet('a4-3x7', 'A4, 21 of 63.5 × 38.1 mm', [3, 7], [63.5, 38.1], [7.2, 15.15, 2.55]),
  sheet('a4-2x7', 'A4, 14 of 99.1 × 38.1 mm', [2, 7], [99.1, 38.1], [4.65, 15.15, 2.5]),
  sheet('a4-4x10', 'A4, 40 of 48.5 × 25.4 mm', [4, 10], [48.5, 25.4], [8, 21.5, 0]),
  sheet('a4-5x13', 'A4, 65 of 38.1 × 21.2 mm', [5, 13], [38.1, 21.2], [4.75, 10.7, 2.5]),
  tape(24, 62),
  tape(29, 70),
  tape(36, 80),
  tape(50, 90),
  tape(62, 100),
]

export const LAYOUT_IDS = LAYOUTS.map(({ id }) => id)

export function findLayout(id: string): LabelLayout | undefined {
  return LAYOUTS.find((layout) => layout.id === id)
}

export function perPage({ columns, rows }: LabelLayout): number {
  return columns * rows
}

/** Where the label at `index` stands; `first`, from 1, is the place on the first sheet at which to begin. */
export function placeOnPage(
  layout: LabelLayout,
  index: number,
  first: number,
): { page: number; x: number; y: number; width: number; height: number } {
  const at = index + first - 1
  const { columns, left, top, gapX, gapY, label } = layout
  const onPage = at % perPage(layout)
  return {
    page: Math.floor(at / perPage(layout)),
    x: left + (onPage % columns) * (label.width + gapX),
    y: top + Math.floor(onPage / columns) * (label.height + gapY),
    ...label,
  }
}

export function pagesFor(layout: LabelLayout, count: number, first: number): number {
  return count === 0 ? 0 : Math.ceil((count + first - 1) / perPage(layout))
}
