import type { Colour } from '@/lib/contracts/inventory/rack'
import { type CellLook, lookOf } from './cell-look'
import { cellWords, troubleWord } from './cell-words'
import type { Entry } from './colourings'
import { symbolId } from './elevation-defs'
import { fromTop, type Scale, shifted, tall, toMiddle } from './elevation-scale'
import { type StandingServer, shortCode, shortModel } from './rack-cells'

/** Where cells are drawn: in a row (the end of a barcode in 80 px), or on the face of a rack alone. */
export interface Canvas {
  size: 'row' | 'face'
  scale: Scale
  /** px; null takes all the width there is. */
  width: number | null
  rackU: number
  paper?: boolean | undefined
}

export const sizes = {
  row: { font: 10.5, glyph: 10, char: 6.3, left: 6, gap: 3, right: 4, edge: 3 },
  face: { font: 12, glyph: 12, char: 7.2, left: 9, gap: 6, right: 8, edge: 4 },
} as const

/** Codes are set in mono; named here, as a file of its own has no stylesheet. */
export const MONO = 'IBM Plex Mono, ui-monospace, SF Mono, Menlo, Consolas, monospace'
/** From the middle line of a text to its base line. */
const BASE = '0.35em'

const across = (width: number | null) => (width === null ? { width: '100%' } : { width })

interface CellProps {
  canvas: Canvas
  server: StandingServer
  entry: Entry
  colour: Colour
  /** Without it the cell is no link. */
  href?: string | undefined
  face?: 'front' | 'rear' | undefined
  selected?: boolean | undefined
  faded?: boolean | undefined
  lit?: boolean | undefined
  /** In the tab order: one cell of a face is, the arrows walk to the others. */
  tabbable?: boolean | undefined
}

/** A server on a face: a link with a name, in the look of its entry. */
export function ServerCell(props: CellProps) {
  const { canvas, server, entry, href, selected = false, lit = false, tabbable = false } = props
  const faded = props.faded === true && !selected
  const look = lookOf(entry, canvas.paper === true ? entry.paper : entry.pattern, faded)
  const words = cellWords(server, entry)
  const place = shifted(canvas.scale, fromTop(canvas.rackU, server))
  const content = (
    <>
      <rect {...across(canvas.width)} {...tall(canvas.scale, server.heightU)} rx="1.5" {...look.body} />
      {look.edge === null ? null : (
        <rect width={sizes[canvas.size].edge} {...tall(canvas.scale, server.heightU)} fill={look.edge} />
      )}
      {faded ? null : <CellContent {...props} look={look} />}
      {selected || lit ? (
        <Ring canvas={canvas} server={server} ink={selected ? 'var(--text)' : 'var(--accent)'} />
      ) : null}
    </>
  )
  if (href === undefined) {
    return (
      <g {...place}>
        <title>{words}</title>
        {content}
      </g>
    )
  }
  return (
    <a
      {...place}
      href={href}
      data-cell={server.barcode}
      tabIndex={tabbable ? 0 : -1}
      aria-current={selected ? 'true' : undefined}
      aria-label={words}
      data-lit={lit ? '' : undefined}
      data-faded={faded ? '' : undefined}
    >
      {content}
    </a>
  )
}

export function Ring({ canvas, server, ink }: { canvas: Canvas; server: { heightU: number }; ink: string }) {
  return (
    <rect
      {...across(canvas.width)}
      {...tall(canvas.scale, server.heightU)}
      rx="1.5"
      fill="none"
      stroke={ink}
      strokeWidth="2.5"
    />
  )
}

function CellContent({ canvas, server, entry, colour, face = 'front', look }: CellProps & { look: CellLook }) {
  const size = sizes[canvas.size]
  const quiet = look.edge === null && entry.pattern === 'outline' && 'glyph' in entry.mark
  const from = size.left + size.glyph + size.gap
  const label = canvas.size === 'row' ? shortCode(server.barcode) : cut(server.barcode, 22)
  const end = endOf({ canvas, server, colour, face })
  return (
    <g {...toMiddle(canvas.scale, server.heightU)} fontSize={size.font} fill={look.text}>
      {look.plate === null ? null : (
        <rect
          x={size.left - 2}
          y={-size.font / 2 - 0.5}
          width={from - size.left + label.length * size.char + 4}
          height={size.font + 1}
          fill={look.plate}
        />
      )}
      {quiet ? null : <Mark entry={entry} size={size} look={look} />}
      <text x={from} dy={BASE} fontFamily={MONO}>
        {label}
      </text>
      <CellEnd canvas={canvas} server={server} words={end} look={look} supplies={showsSupplies(canvas, server, face)} />
    </g>
  )
}

function Mark({ entry, size, look }: { entry: Entry; size: (typeof sizes)['row' | 'face']; look: CellLook }) {
  if ('letter' in entry.mark) {
    return (
      <text
        x={size.left + size.glyph / 2}
        dy={BASE}
        textAnchor="middle"
        fontSize={size.font - 1}
        fontWeight="600"
        fill={look.mark}
      >
        {entry.mark.letter}
      </text>
    )
  }
  return <SheetGlyph name={entry.mark.glyph} x={size.left} size={size.glyph} ink={look.mark} behind={look.behindMark} />
}

/** A glyph of the sheet, on the middle line. */
export function SheetGlyph(props: {
  name: string
  x: number | string
  dx?: number
  size: number
  ink: string
  behind?: string
}) {
  const { name, x, dx, size, ink, behind } = props
  return (
    <use
      href={`#${symbolId(name)}`}
      x={x}
      y={-size / 2}
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

const showsSupplies = (canvas: Canvas, server: StandingServer, face: 'front' | 'rear') =>
  canvas.size === 'face' && face === 'rear' && server.face === 'front'

/** What stands at the cell's end beside its marks: in a row only what the colour is about. */
function endOf({
  canvas,
  server,
  colour,
  face,
}: Required<Pick<CellProps, 'canvas' | 'server' | 'colour'>> & { face: 'front' | 'rear' }) {
  const about = colour === 'health' ? troubleWord(server) : undefined
  const watts = colour === 'power' && server.powerW !== undefined ? String(server.powerW) : undefined
  if (canvas.size === 'row') {
    const room = shortCode(server.barcode).length <= 6
    return room ? (about ?? watts) : undefined
  }
  if (about !== undefined) return about
  if (watts !== undefined) return `${watts} W`
  return showsSupplies(canvas, server, face) ? undefined : cut(shortModel(server.modelName), 18)
}

/** Held: a lock; an open ticket of high priority: its chevrons; then the words. From behind: power supplies. */
function CellEnd(props: {
  canvas: Canvas
  server: StandingServer
  words: string | undefined
  look: CellLook
  supplies: boolean
}) {
  const { canvas, server, words, look, supplies } = props
  const size = sizes[canvas.size]
  const glyph = size.glyph - 1
  const right = canvas.width === null ? '100%' : canvas.width
  const wordsWidth = words === undefined ? (supplies ? 46 : 0) : words.length * (size.font * 0.54) + 4
  const marks = [server.held ? 'lock' : null, server.openHighTickets > 0 ? 'double-chevron' : null].filter(
    (one) => one !== null,
  )
  // In a row the words say what the chevrons would.
  const shown =
    canvas.size === 'row' && words !== undefined ? marks.filter((one) => one === 'lock' && wordsWidth < 12) : marks
  return (
    <>
      {words === undefined ? null : (
        <>
          {look.plate === null ? null : (
            <rect
              x={right}
              y={-size.font / 2 - 0.5}
              width={wordsWidth}
              height={size.font + 1}
              transform={`translate(${-wordsWidth - size.right + 2} 0)`}
              fill={look.plate}
            />
          )}
          <text x={right} dx={-size.right} dy={BASE} textAnchor="end" fontSize={size.font - 0.5} fill={look.text}>
            {words}
          </text>
        </>
      )}
      {supplies ? <PowerSupplies right={right} inset={size.right} /> : null}
      {shown.map((name, index) => (
        <SheetGlyph
          key={name}
          name={name}
          x={right}
          dx={-size.right - wordsWidth - (index + 1) * (glyph + 2) + 2}
          size={glyph}
          ink={look.mark}
        />
      ))}
    </>
  )
}

function PowerSupplies({ right, inset }: { right: number | string; inset: number }) {
  return (
    <>
      {[inset + 20, inset + 44].map((from) => (
        <rect
          key={from}
          x={right}
          y="-3.5"
          width="20"
          height="7"
          rx="1"
          transform={`translate(${-from} 0)`}
          fill="none"
          stroke="var(--line2)"
        />
      ))}
    </>
  )
}

/** What does not fit is cut: a drawing has no ellipsis of its own. */
export function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`
}
