'use client'

import Link from 'next/link'
import { memo } from 'react'
import { classNames } from '@/components/ui/class-names'
import { Glyph } from '@/components/ui/glyph'
import {
  cut,
  type Direction,
  type Drawing,
  drawingOf,
  headOf,
  MISSING,
  type MissingLine,
  marksOf,
  minutesText,
  NO_PATH,
  noteOf,
  pathOf,
  xy,
} from './graph-geometry'
import type { PlacedBox, PlacedLine } from './layered-layout'
import { pathWords } from './path-words'
import type { VersionGraph, VersionLine, VersionNode } from './version-graph'

export interface GraphProps {
  graph: VersionGraph
  /** What the drawing is called when it is read out. */
  label: string
  /** Keys of the versions and lines of the way that is asked for. */
  lit: { nodes: ReadonlySet<string>; lines: ReadonlySet<string> }
  missing: MissingLine | null
  /** The path whose panel is open. */
  chosen: string | undefined
  /** Key of the version that is to be in view. */
  end: string | undefined
  hrefOfVersion: (version: string) => string
  hrefOfPath: (id: string) => string
  /** Words of the line under the pointer or the focus; null when it is left. */
  onOver: (words: string | null) => void
}

/** The graph as a picture: versions as boxes, paths as arrows; each of them a link. */
export const GraphDrawing = memo(function GraphDrawing(props: GraphProps & { direction: Direction }) {
  const { graph, label, direction, missing } = props
  const drawing = drawingOf(graph, missing, direction)
  const lines = new Map(graph.lines.map((line) => [line.key, line]))
  const nodes = new Map(graph.nodes.map((node) => [node.key, node]))
  // What is lit is drawn last, over what it crosses.
  const inOrder = [...drawing.layout.lines].sort((a, b) => weight(props, a.key) - weight(props, b.key))
  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawing has no fieldset
    <svg
      role="group"
      aria-label={label}
      width={drawing.width}
      height={drawing.height}
      viewBox={`0 0 ${drawing.width} ${drawing.height}`}
      className="block max-w-none"
    >
      {inOrder.map((placed) => {
        const line = lines.get(placed.key)
        if (placed.key === MISSING) return <Missing key={MISSING} placed={placed} direction={direction} />
        return line === undefined ? null : (
          <Line key={placed.key} line={line} placed={placed} drawing={drawing} graph={props} />
        )
      })}
      {drawing.layout.boxes.map((placed) => {
        const node = nodes.get(placed.key)
        return node === undefined ? null : (
          <Node key={placed.key} node={node} placed={placed} drawing={drawing} graph={props} />
        )
      })}
    </svg>
  )
})

function weight({ lit, chosen, graph }: GraphProps, key: string): number {
  if (lit.lines.has(key)) return 2
  return graph.lines.some((line) => line.key === key && line.path.id === chosen) ? 1 : 0
}

function Missing({ placed, direction }: { placed: PlacedLine; direction: Direction }) {
  const { x, y } = xy(placed.label.at, direction)
  return (
    <g>
      <path d={pathOf(placed, direction)} className="fill-none stroke-2 stroke-fail [stroke-dasharray:2_4]" />
      <path d={headOf(placed, direction)} className="fill-fail" />
      <text x={x} y={y + (direction === 'right' ? 5 : 12)} className="fill-fail-x font-medium text-[10px]">
        {NO_PATH}
      </text>
    </g>
  )
}

function Line(props: { line: VersionLine; placed: PlacedLine; drawing: Drawing; graph: GraphProps }) {
  const { line, placed, graph } = props
  const { direction } = props.drawing
  const { lit, chosen, hrefOfPath, onOver } = graph
  const strong = lit.lines.has(line.key)
  const picked = line.path.id === chosen
  const words = pathWords(line.path)
  const look = strong
    ? 'stroke-accent stroke-[2.5px]'
    : picked
      ? 'stroke-2 stroke-text'
      : 'stroke-[1.25px] stroke-control'
  const over = { onMouseEnter: () => onOver(words), onMouseLeave: () => onOver(null) }
  const focus = { onFocus: () => onOver(words), onBlur: () => onOver(null) }
  const drawn = (
    <>
      <path d={pathOf(placed, direction)} className="fill-none stroke-[14px] stroke-transparent" />
      <path
        d={pathOf(placed, direction)}
        className={classNames(
          'fill-none group-focus-visible:stroke-accent group-focus-visible:stroke-[3px] group-hover:stroke-text',
          look,
          line.join && '[stroke-dasharray:3_3]',
        )}
      />
      <path
        d={headOf(placed, direction)}
        className={classNames('group-hover:fill-text', strong ? 'fill-accent' : picked ? 'fill-text' : 'fill-control')}
      />
    </>
  )
  if (line.join) return <g>{drawn}</g>
  return (
    <Link
      href={hrefOfPath(line.path.id)}
      scroll={false}
      prefetch={false}
      aria-label={strong ? `${words}; on the way` : words}
      aria-current={picked ? 'true' : undefined}
      className="group outline-none"
      {...over}
      {...focus}
    >
      <title>{words}</title>
      {drawn}
      <LineLabel line={line} placed={placed} direction={direction} strong={strong} />
    </Link>
  )
}

/** Minutes, and a glyph for each thing to know, in the room that the layout keeps free. */
function LineLabel(props: { line: VersionLine; placed: PlacedLine; direction: Direction; strong: boolean }) {
  const { line, placed, direction, strong } = props
  const { x, y } = xy(placed.label.at, direction)
  const text = minutesText(line)
  const marks = marksOf(line)
  // Above the line where it runs from left to right; beside nothing else where it runs down.
  const top = direction === 'right' ? y - 6 : y
  const width = direction === 'right' ? placed.label.size.main : placed.label.size.cross
  const look = strong ? 'fill-accent-text text-accent-text' : 'fill-text2 text-text2'
  return (
    <g className={look}>
      {direction === 'down' && width > 0 ? (
        <rect x={x} y={y} width={width} height={16} rx={3} className="fill-surface" />
      ) : null}
      <text x={x + 3} y={top + 11} className={classNames('text-[11px]', strong && 'font-semibold')}>
        {text}
      </text>
      {marks.map((mark, index) => (
        <g key={mark.glyph} transform={`translate(${x + 5 + text.length * 6 + index * 15} ${top + 1})`}>
          <Glyph name={mark.glyph} size={12} />
        </g>
      ))}
    </g>
  )
}

function Node(props: { node: VersionNode; placed: PlacedBox; drawing: Drawing; graph: GraphProps }) {
  const { node, placed, graph } = props
  const { direction } = props.drawing
  const { x, y } = xy(placed.at, direction)
  const size = xy(placed.size, direction)
  const none = xy({ main: 0, cross: 0 }, direction)
  const [width, height] = [size.x - none.x, size.y - none.y]
  const lit = graph.lit.nodes.has(node.key)
  const note = noteOf(node)
  const box = (
    <>
      <rect x={x} y={y} width={width} height={height} rx={4} className={boxLook(node, lit)} />
      <NodeText node={node} note={note} lit={lit} middle={{ x: x + width / 2, y: y + height / 2 }} />
    </>
  )
  if (node.kind === 'range') return <g>{box}</g>
  return (
    <Link
      href={graph.hrefOfVersion(node.version)}
      scroll={false}
      prefetch={false}
      data-end={node.key === graph.end ? '' : undefined}
      // The words that are seen come first, as someone who speaks to the screen says them.
      aria-label={`${cut(node.version)} ${note === '' ? '' : `${note}, `}show the way from here`}
      className="group outline-none"
    >
      {box}
    </Link>
  )
}

function boxLook({ kind, isTarget, servers }: VersionNode, lit: boolean): string {
  const focus = 'group-focus-visible:stroke-accent group-focus-visible:stroke-[3px] group-hover:stroke-text'
  if (kind === 'range') return 'fill-canvas stroke-line2 [stroke-dasharray:4_3]'
  if (lit) return `${isTarget ? 'fill-free-b' : 'fill-accent-tint'} stroke-accent stroke-2 ${focus}`
  if (isTarget) return `fill-free-b stroke-free stroke-[1.5px] ${focus}`
  return `fill-surface ${servers > 0 ? 'stroke-control' : 'stroke-line2'} ${focus}`
}

function NodeText(props: { node: VersionNode; note: string; lit: boolean; middle: { x: number; y: number } }) {
  const { node, note, lit, middle } = props
  const range = node.kind === 'range'
  // The note of a range stands over it ("any version of"), that of a version below.
  const [first, second] = range ? [note, cut(node.version)] : [cut(node.version), note]
  const plain = node.servers === 0 && !node.isTarget && !lit
  return (
    <text textAnchor="middle" className={plain ? 'fill-text2' : 'fill-text'}>
      <tspan
        x={middle.x}
        y={second === '' ? middle.y + 4.5 : middle.y - 2}
        className={range ? 'text-[11px]' : classNames('mono text-[13px]', plain ? undefined : 'font-semibold')}
      >
        {first}
      </tspan>{' '}
      <tspan
        x={middle.x}
        y={middle.y + 12.5}
        className={classNames(
          range ? 'mono text-small' : 'text-[11px]',
          node.isTarget ? 'fill-free-x font-medium' : 'fill-text2',
        )}
      >
        {second}
      </tspan>
    </text>
  )
}
