import type { ReactNode } from 'react'
import { shortModel } from '@/components/ui/model-name'
import type { Colour } from '@/lib/contracts/inventory/rack-colours'
import type { Face } from '@/lib/domain/rack-space'
import { type CellLook, lookOf } from './cell-look'
import {
  across,
  BASE,
  type Canvas,
  cut,
  MONO,
  onMiddle,
  plate,
  ringOf,
  sheetGlyph,
  sheetLetter,
  sizes,
} from './cell-parts'
import { cellWords, troubleWord } from './cell-words'
import type { Entry } from './colourings'
import { fromTop, shifted, tall } from './elevation-scale'
import { type StandingServer, shortBarcode } from './rack-cells'
import { edgeFill, markFill } from './row-fills'

interface CellProps {
  canvas: Canvas
  server: StandingServer
  entry: Entry
  colour: Colour
  /** Without it the cell is no link. */
  href?: string | undefined
  face?: Face | undefined
  selected?: boolean | undefined
  faded?: boolean | undefined
  lit?: boolean | undefined
  /** In the tab order: one cell of a face is, the arrows walk to the others. */
  tabbable?: boolean | undefined
}

/**
 * A server on a face: a link with a name, in the look of its entry. A function rather than a component, as what it calls:
 * hundreds of cells are drawn while the row scrolls, and each costs only its own elements.
 */
export function serverCell(props: CellProps): ReactNode {
  const { canvas, server, entry, href, selected = false, lit = false, tabbable = false } = props
  const faded = props.faded === true && !selected
  const look = lookOf(entry, canvas.paper === true ? entry.paper : entry.pattern, faded)
  const seen = endOf(canvas, server, props.colour, props.face ?? 'front')
  const words = cellWords(server, entry, seen)
  const place = shifted(canvas.scale, fromTop(canvas.rackU, server))
  const high = tall(canvas.scale, server.heightU)
  const ring = selected ? 'var(--text)' : lit ? 'var(--accent)' : null
  const edgeInFill = canvas.fills === true && !faded && look.edge !== null
  const body = edgeInFill ? { ...look.body, fill: `url(#${edgeFill(entry.tone)})` } : look.body
  const content = (
    <>
      <rect {...across(canvas.width)} {...high} rx="1.5" {...body} />
      {look.edge === null || edgeInFill ? null : <rect width={sizes[canvas.size].edge} {...high} fill={look.edge} />}
      {faded ? null : cellContent(props, look, seen)}
      {ring === null ? null : ringOf(canvas, server, ring)}
    </>
  )
  if (href === undefined) {
    return (
      <g key={server.barcode} {...place}>
        <title>{words}</title>
        {content}
      </g>
    )
  }
  return (
    <a
      key={server.barcode}
      {...place}
      href={href}
      data-cell={server.barcode}
      tabIndex={tabbable ? 0 : -1}
      aria-current={selected ? 'true' : undefined}
      aria-label={words}
      data-lit={lit ? '' : undefined}
      data-unwell={entry.tone === 'fail' || entry.tone === 'warn' ? '' : undefined}
    >
      {content}
    </a>
  )
}

function cellContent(
  { canvas, server, entry, colour, face = 'front' }: CellProps,
  look: CellLook,
  words: string | undefined,
): ReactNode {
  const size = sizes[canvas.size]
  const quiet = look.edge === null && entry.pattern === 'outline' && 'glyph' in entry.mark
  // Without an edge to clear, the words of a row begin further left and leave room at the end.
  const left = canvas.size === 'row' && colour !== 'state' ? 3.5 : size.left
  const from = left + size.glyph + size.gap
  const label = canvas.size === 'row' ? shortBarcode(server.barcode) : cut(server.barcode, 22)
  return onMiddle(canvas, server, {}, (y) => (
    <>
      {look.plate === null
        ? null
        : plate(look.plate, { x: left - 2, y, width: from - left + label.length * size.char + 4, font: size.font })}
      {quiet ? null : markOfEntry(entry, { left, y, look, canvas })}
      <text x={from} y={y} dy={BASE} fontFamily={MONO} fontSize={size.font} fill={look.text}>
        {label}
      </text>
      {words === undefined ? null : ' '}
      {cellEnd({
        canvas,
        server,
        words,
        look,
        y,
        supplies: words === undefined && showsSupplies(canvas, server, face),
      })}
    </>
  ))
}

function markOfEntry(entry: Entry, at: { left: number; y: number; look: CellLook; canvas: Canvas }): ReactNode {
  const { left, y, look, canvas } = at
  const size = sizes[canvas.size]
  if (canvas.fills === true) {
    const { glyph } = size
    return <rect x={left} y={y - glyph / 2} width={glyph} height={glyph} fill={`url(#${markFill(entry)})`} />
  }
  if ('letter' in entry.mark) {
    return sheetLetter(entry.mark.letter, { x: left, y, size: size.glyph, ink: look.mark })
  }
  return sheetGlyph({ name: entry.mark.glyph, x: left, y, size: size.glyph, ink: look.mark, behind: look.behindMark })
}

const showsSupplies = (canvas: Canvas, server: StandingServer, face: Face) =>
  canvas.size === 'face' && face === 'rear' && server.face === 'front'

/** What stands at the cell's end beside its marks: in a row only what the colour is about. */
function endOf(canvas: Canvas, server: StandingServer, colour: Colour, face: Face): string | undefined {
  const about = colour === 'health' ? troubleWord(server) : undefined
  const watts = colour === 'power' ? server.powerW : undefined
  if (canvas.size === 'row') {
    const room = shortBarcode(server.barcode).length <= 6
    return room ? (about ?? (watts === undefined ? undefined : shortWatts(watts))) : undefined
  }
  if (about !== undefined) return about
  if (watts !== undefined) return `${watts} W`
  return showsSupplies(canvas, server, face) ? undefined : cut(shortModel(server.modelName), 17)
}

/** 750 → "750", 1400 → "1.4k". */
const shortWatts = (watts: number) => (watts < 1000 ? String(watts) : `${(watts / 1000).toFixed(1)}k`)

interface EndProps {
  canvas: Canvas
  server: StandingServer
  words: string | undefined
  look: CellLook
  y: number
  supplies: boolean
}

/** Held: a lock; an open ticket of high priority: its chevrons; then the words. From behind: power supplies. */
function cellEnd({ canvas, server, words, look, y, supplies }: EndProps): ReactNode {
  if (words === undefined && !supplies && !server.held && server.openHighTickets === 0) return null
  const size = sizes[canvas.size]
  const isRow = canvas.size === 'row'
  const glyph = size.glyph - 1
  const right = canvas.width ?? '100%'
  const width =
    words === undefined ? (supplies ? 46 : 0) : isRow ? words.length * 4.8 + 2 : words.length * size.font * 0.62 + 4
  // In a row the words say what the marks would, and leave no room for them.
  const crowded = isRow && words !== undefined
  const marks = crowded ? [] : [server.held ? 'lock' : null, server.openHighTickets > 0 ? 'double-chevron' : null]
  const shown = marks.filter((name) => name !== null)
  return (
    <>
      {words === undefined || look.plate === null
        ? null
        : plate(look.plate, { x: right, y, width, font: size.font, moved: 2 - width - size.right })}
      {words === undefined ? null : (
        <text
          x={right}
          y={y}
          dx={-size.right}
          dy={BASE}
          textAnchor="end"
          fontSize={isRow ? 9 : size.font - 0.5}
          fill={look.text}
        >
          {words}
        </text>
      )}
      {supplies ? powerSupplies(right, size.right, { y, ground: look.plate ?? 'none' }) : null}
      {shown.map((name, index) =>
        sheetGlyph({
          name,
          x: right,
          y,
          dx: 2 - size.right - width - (index + 1) * (glyph + 2),
          size: glyph,
          ink: name === 'lock' || look.mark === look.text ? look.mark : 'var(--fail-x)',
        }),
      )}
    </>
  )
}

function powerSupplies(right: number | string, inset: number, at: { y: number; ground: string }): ReactNode {
  return [inset + 20, inset + 44].map((from) => (
    <rect
      key={from}
      x={right}
      y={at.y - 3.5}
      width="20"
      height="7"
      rx="1"
      transform={`translate(${-from} 0)`}
      fill={at.ground}
      stroke="var(--line2)"
    />
  ))
}
