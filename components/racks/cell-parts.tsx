import type { ReactNode, SVGAttributes } from 'react'
import { letterId, symbolId } from './elevation-defs'
import { type Scale, tall, toMiddle } from './elevation-scale'

/** Where cells are drawn: in a row (the end of a barcode in 80 px), or on the face of a rack alone. */
export interface Canvas {
  size: 'row' | 'face'
  scale: Scale
  /** px; null takes all the width there is. */
  width: number | null
  rackU: number
  paper?: boolean | undefined
  /** The page has the fills of `RowFills`: a mark, and a ground with its edge, is one rectangle. */
  fills?: boolean | undefined
}

export const sizes = {
  row: { font: 10.5, glyph: 10, char: 6.3, left: 6, gap: 2.5, right: 2, edge: 3 },
  face: { font: 12, glyph: 12, char: 7.2, left: 9, gap: 6, right: 8, edge: 4 },
} as const

/** Codes are set in mono; named here, as a file of its own has no stylesheet. */
export const MONO = 'IBM Plex Mono, ui-monospace, SF Mono, Menlo, Consolas, monospace'
/** From the middle line of a text to its base line. */
export const BASE = '0.35em'

export const across = (width: number | null) => (width === null ? { width: '100%' } : { width })

/** Around what is chosen or lit. */
export function ringOf(canvas: Canvas, cell: { heightU: number }, ink: string): ReactNode {
  return (
    <rect
      {...across(canvas.width)}
      {...tall(canvas.scale, cell.heightU)}
      rx="1.5"
      fill="none"
      stroke={ink}
      strokeWidth="2.5"
    />
  )
}

/** Puts words and marks on a cell's middle line: `y` is its height where units are px, else the line is moved there. */
export function onMiddle(
  canvas: Canvas,
  cell: { heightU: number },
  attributes: SVGAttributes<SVGGElement>,
  draw: (y: number) => ReactNode,
): ReactNode {
  if (canvas.scale === 'css') {
    return (
      <g {...toMiddle(canvas.scale, cell.heightU)} {...attributes}>
        {draw(0)}
      </g>
    )
  }
  return draw((cell.heightU * canvas.scale - 1) / 2)
}

/** Plain ground under words that would stand on a pattern. */
export function plate(
  fill: string,
  at: { x: number | string; y: number; width: number; font: number; moved?: number },
): ReactNode {
  const { x, y, width, font, moved } = at
  return (
    <rect
      x={x}
      y={y - font / 2 - 0.5}
      width={width}
      height={font + 1}
      fill={fill}
      {...(moved === undefined ? {} : { transform: `translate(${moved} 0)` })}
    />
  )
}

interface GlyphPlace {
  name: string
  x: number | string
  y: number
  dx?: number
  size: number
  ink: string
  behind?: string
}

/** A letter in the place of a glyph. Not as text: the legend says what it stands for, and so does the cell's name. */
export function sheetLetter(letter: string, at: { x: number; y: number; size: number; ink: string }): ReactNode {
  const { x, y, size, ink } = at
  return <use href={`#${letterId(letter)}`} x={x} y={y - size / 2} width={size} height={size} fill={ink} />
}

/** A glyph of the sheet, on the middle line `y`. */
export function sheetGlyph({ name, x, y, dx, size, ink, behind }: GlyphPlace): ReactNode {
  return (
    <use
      key={name}
      href={`#${symbolId(name)}`}
      x={x}
      y={y - size / 2}
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      color={ink}
      {...(dx === undefined ? {} : { transform: `translate(${dx} 0)` })}
      {...(behind === undefined ? {} : { style: { ['--gx' as string]: behind } })}
    />
  )
}

/** What does not fit is cut: a drawing has no ellipsis of its own. */
export function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`
}
