import type { Face } from '@/lib/domain/rack-space'
import { ROW_UNIT } from './cell-look'
import { type Canvas, MONO } from './cell-parts'
import type { Colouring } from './colourings'
import { type CellFocus, ElevationCells, PARTS, SideBars } from './elevation-cells'
import type { DrawnElevation } from './rack-cells'

/** px of a rack in a row: its frame, the unit numbers at the left, the cells. */
export const COLUMN = { width: 100, numbers: 18, cells: 80, frame: 2 } as const

/** The unit numbers that a narrow rack shows: the top one, each fifth, U1. */
const isMarked = (u: number, heightU: number) => u === heightU || u === 1 || u % 5 === 0

/** px from top to foot of a rack's frame. */
export const columnHeight = (heightU: number) => heightU * ROW_UNIT + 2 * COLUMN.frame

/** A rack's frame, its unit numbers and a hairline at each unit: what is there before its contents. */
export function ColumnFrame({ heightU }: { heightU: number }) {
  const { width, numbers, cells, frame } = COLUMN
  const units = Array.from({ length: heightU }, (_, i) => heightU - i)
  const lines = units.map((_, i) => `M${numbers} ${frame + (i + 1) * ROW_UNIT - 0.5}h${cells}`).join('')
  return (
    <>
      <rect
        x="0.5"
        y="0.5"
        width={width - 1}
        height={columnHeight(heightU) - 1}
        rx="2"
        fill="var(--sunken)"
        stroke="var(--line2)"
      />
      <path d={lines} stroke="var(--line)" />
      <UnitNumbers heightU={heightU} />
    </>
  )
}

/** px that a digit takes in mono at this size. */
const DIGIT = { font: 10, width: 6 } as const

/** All numbers of a rack as one text, each digit put where it belongs: a text of its own for each would cost ten times as much. */
function UnitNumbers({ heightU }: { heightU: number }) {
  const marked = Array.from({ length: heightU }, (_, i) => heightU - i).filter((u) => isMarked(u, heightU))
  const digits = marked.flatMap((u) => {
    const y = COLUMN.frame + (heightU - u) * ROW_UNIT + 11
    const right = COLUMN.numbers - 3
    return [...String(u)].map((digit, at, { length }) => ({ digit, x: right - (length - at) * DIGIT.width, y }))
  })
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in a drawing of numbers takes the focus
    <text
      aria-hidden="true"
      x={digits.map(({ x }) => x).join(' ')}
      y={digits.map(({ y }) => y).join(' ')}
      fontSize={DIGIT.font}
      fontFamily={MONO}
      fill="var(--text3)"
    >
      {digits.map(({ digit }) => digit).join('')}
    </text>
  )
}

/** The contents of a rack in a row, inside its frame. */
export function ColumnCells(props: {
  elevation: DrawnElevation
  colouring: Colouring
  focus: CellFocus
  face?: Face | undefined
  paper?: boolean | undefined
  /** The page has `RowFills`. */
  fills?: boolean | undefined
  lit?: ReadonlySet<string> | undefined
  part?: number | undefined
}) {
  const { elevation, colouring, focus, face = 'front', paper, fills, lit, part } = props
  const { width, numbers, cells, frame } = COLUMN
  const rackU = elevation.rack.heightU
  const canvas: Canvas = { size: 'row', scale: ROW_UNIT, width: cells, rackU, paper, fills }
  return (
    <>
      {part !== undefined && part < PARTS - 1 ? null : (
        <>
          <g transform={`translate(1 ${frame})`}>
            <SideBars elevation={elevation} face={face} side="left" scale={ROW_UNIT} width={3} />
          </g>
          <g transform={`translate(${width - 4} ${frame})`}>
            <SideBars elevation={elevation} face={face} side="right" scale={ROW_UNIT} width={3} />
          </g>
        </>
      )}
      <g transform={`translate(${numbers} ${frame})`}>
        <ElevationCells
          elevation={elevation}
          face={face}
          canvas={canvas}
          colouring={colouring}
          focus={focus}
          lit={lit}
          part={part}
        />
      </g>
    </>
  )
}
