import { unitsInWords } from '@/lib/domain/rack-space'
import { across, BASE, type Canvas, cut, MONO, ringOf, sheetGlyph, sizes } from './cell-parts'
import { fromTop, shifted, tall, toMiddle } from './elevation-scale'
import type { Ghost, RackCell } from './rack-cells'
import { shortBarcode } from './rack-cells'

const glyphs: Record<string, string> = {
  switch: 'flow',
  pdu: 'bolt',
  panel: 'list',
  blanking: 'minus',
  blocked: 'slashed-ring',
}

/** A rack item: a neutral outline with its kind, never the tone of a state. Blocked units are crossed. */
export function ItemCell({ canvas, cell }: { canvas: Canvas; cell: RackCell & { kind: 'item' } }) {
  const size = sizes[canvas.size]
  const blocked = cell.item.kind === 'blocked'
  const name = `${cell.item.kind} ${cell.item.name}, ${unitsInWords(cell.u, cell.heightU)}`
  const right = canvas.width === null ? '100%' : canvas.width
  const words = canvas.size === 'row' ? cell.item.kind : cut(cell.item.name, 26)
  const from = canvas.size === 'row' ? size.left : size.left + size.glyph + size.gap
  return (
    <g {...shifted(canvas.scale, fromTop(canvas.rackU, cell))}>
      <title>{name}</title>
      <rect
        {...across(canvas.width)}
        {...tall(canvas.scale, cell.heightU)}
        rx="1.5"
        fill={blocked ? 'url(#cell-blocked)' : 'var(--surface)'}
        stroke="var(--line2)"
      />
      <g {...toMiddle(canvas.scale, cell.heightU)} fontSize={size.font - 0.5} fill="var(--text2)">
        {blocked ? (
          <Plate x={size.left - 2} chars={words.length + (canvas.size === 'row' ? 0 : 3)} size={size} />
        ) : null}
        {canvas.size === 'row'
          ? null
          : sheetGlyph({
              name: glyphs[cell.item.kind] ?? 'minus',
              x: size.left,
              y: 0,
              size: size.glyph,
              ink: 'var(--text3)',
            })}
        <text x={from} dy={BASE} fill={canvas.size === 'row' ? 'var(--text3)' : 'var(--text2)'}>
          {words}
        </text>
        {canvas.size === 'row' || blocked ? null : (
          <text x={right} dx={-size.right} dy={BASE} textAnchor="end" fill="var(--text3)">
            {cell.item.kind}
          </text>
        )}
      </g>
    </g>
  )
}

function Plate({ x, chars, size }: { x: number; chars: number; size: (typeof sizes)['row' | 'face'] }) {
  return <rect x={x} y={-size.font / 2} width={chars * size.font * 0.56 + 5} height={size.font} fill="var(--sunken)" />
}

/** The back of something of half depth that stands on the other face: hatched, its name on plain ground. */
export function BehindCell(props: {
  canvas: Canvas
  cell: RackCell & { kind: 'behind' }
  href?: string | undefined
  selected?: boolean | undefined
}) {
  const { canvas, cell, href, selected = false } = props
  const words = `${cell.label} ${cell.words}`
  const content = (
    <>
      <rect
        {...across(canvas.width)}
        {...tall(canvas.scale, cell.heightU)}
        rx="1.5"
        fill="url(#cell-behind)"
        stroke="var(--line2)"
      />
      {canvas.size === 'row' ? null : <BehindWords canvas={canvas} cell={cell} />}
      {selected ? ringOf(canvas, cell, 'var(--text)') : null}
    </>
  )
  const place = shifted(canvas.scale, fromTop(canvas.rackU, cell))
  if (href === undefined || cell.server === null) {
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
      data-cell={cell.server.barcode}
      tabIndex={-1}
      aria-current={selected ? 'true' : undefined}
      aria-label={words}
    >
      {content}
    </a>
  )
}

function BehindWords({ canvas, cell }: { canvas: Canvas; cell: RackCell & { kind: 'behind' } }) {
  const size = sizes[canvas.size]
  const label = cut(cell.label, 18)
  const right = canvas.width === null ? '100%' : canvas.width
  const width = cell.words.length * size.font * 0.52 + 6
  return (
    <g {...toMiddle(canvas.scale, cell.heightU)} fontSize={size.font} fill="var(--text2)">
      <Plate x={5} chars={label.length * 1.08} size={size} />
      <text x={8} dy={BASE} fontFamily={MONO}>
        {label}
      </text>{' '}
      <rect
        x={right}
        y={-size.font / 2}
        width={width}
        height={size.font}
        transform={`translate(${-width - size.right + 3} 0)`}
        fill="var(--sunken)"
      />
      <text x={right} dx={-size.right} dy={BASE} textAnchor="end" fontSize={size.font - 0.5}>
        {cell.words}
      </text>
    </g>
  )
}

/** Where something will stand: a dashed outline with its code; for an order, or moved from where it stands now. */
export function GhostCell(props: { canvas: Canvas; ghost: Ghost; href?: string | undefined }) {
  const { canvas, ghost, href } = props
  const place = shifted(canvas.scale, fromTop(canvas.rackU, ghost))
  const words = ghostWords(ghost)
  const content = <GhostLook canvas={canvas} ghost={ghost} />
  if (href === undefined) {
    return (
      <g {...place} data-ghost={ghost.barcode}>
        <title>{words}</title>
        {content}
      </g>
    )
  }
  return (
    <a {...place} href={href} data-ghost={ghost.barcode} aria-label={words}>
      {content}
    </a>
  )
}

/** First what stands on it, as `cellWords` does. */
function ghostWords(ghost: Ghost): string {
  const by = ghost.by === undefined ? '' : ` by ${ghost.by}`
  const from = ghost.from === undefined || ghost.order === undefined ? '' : `, now in ${ghost.from}`
  return `${ghost.barcode} ${ghostEnd(ghost)}, planned for ${unitsInWords(ghost.u, ghost.heightU)}${by}${from}`
}

const ghostEnd = ({ order, from }: Ghost): string => order ?? (from === undefined ? 'to come' : `from ${from}`)

/** Of an order in the tone of what is promised; else quiet. */
function GhostLook({ canvas, ghost }: { canvas: Canvas; ghost: Ghost }) {
  const size = sizes[canvas.size]
  const tone = ghost.order === undefined ? 'idle' : 'held'
  const right = canvas.width === null ? '100%' : canvas.width
  return (
    <>
      <rect
        {...across(canvas.width)}
        {...tall(canvas.scale, ghost.heightU)}
        rx="1.5"
        fill={`var(--${tone}-b)`}
        fillOpacity="0.55"
        stroke={`var(--${tone})`}
        strokeDasharray="3 2"
      />
      <g {...toMiddle(canvas.scale, ghost.heightU)} fontSize={size.font} fill={`var(--${tone}-x)`}>
        {sheetGlyph({
          name: ghost.order === undefined ? 'dashed-ring' : 'bookmark-dashed',
          x: size.left,
          y: 0,
          size: size.glyph,
          ink: `var(--${tone}-x)`,
        })}
        <text x={size.left + size.glyph + size.gap} dy={BASE} fontFamily={MONO}>
          {canvas.size === 'row' ? shortBarcode(ghost.barcode) : cut(ghost.barcode, 20)}
        </text>{' '}
        {canvas.size === 'row' ? null : (
          <text x={right} dx={-size.right} dy={BASE} textAnchor="end" fontSize={size.font - 0.5}>
            {ghostEnd(ghost)}
          </text>
        )}
      </g>
    </>
  )
}
