import { type LayeredLayout, layeredLayout, type PlacedLine, type Point } from './layered-layout'
import type { VersionGraph, VersionLine, VersionNode } from './version-graph'

export type Direction = 'right' | 'down'

/** Widths of a character: mono 13 px, and sans 11 px at its widest. */
const MONO = 7.9
const SMALL = 6
const NODE_HEIGHT = 40
const LABEL_HEIGHT = 18
const MARK = 15
/** Longest text in a box, in characters; a longer one is cut, and whole in its title. */
const LONGEST = 24

export interface Mark {
  glyph: 'retry' | 'shield' | 'plus'
  words: string
}

/** What stands at a line beside its minutes: a restart, a guard, a pair. */
export function marksOf({ path, join }: VersionLine): Mark[] {
  if (join) return []
  return [
    ...(path.reboot ? [{ glyph: 'retry', words: 'restarts the server' } as const] : []),
    ...(path.requires.length > 0
      ? [{ glyph: 'shield', words: 'only while another component is far enough' } as const]
      : []),
    ...(path.flashedWith === undefined ? [] : [{ glyph: 'plus', words: `together with ${path.flashedWith}` } as const]),
  ]
}

export function minutesText({ path, join }: VersionLine): string {
  return join || path.minutes === undefined ? '' : `${path.minutes} min`
}

/** Second line of a box: how many servers, and whether it is the target. */
export function noteOf({ kind, members, servers, isTarget }: VersionNode): string {
  if (kind === 'range') return members === 0 ? 'any version of' : `any of ${members}`
  const count = servers === 0 ? '' : `${servers} ${servers === 1 ? 'server' : 'servers'}`
  return [isTarget ? 'target' : '', count].filter((part) => part !== '').join(', ')
}

export const cut = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text)

/** A line that is not there: from the nearest version that can be reached to the one that was asked for. */
export interface MissingLine {
  from: string
  to: string
}
export const MISSING = 'missing'
export const NO_PATH = 'no path'

export interface Drawing {
  layout: LayeredLayout
  direction: Direction
  width: number
  height: number
}

const MARGIN = 6

/** Where everything stands, in pixels of the drawing's own axes: see `xy`. */
export function drawingOf(graph: VersionGraph, missing: MissingLine | null, direction: Direction): Drawing {
  const right = direction === 'right'
  const boxes = graph.nodes.map((node) => {
    const width = Math.max(76, Math.max(cut(node.version).length * MONO, noteOf(node).length * SMALL) + 18)
    return { key: node.key, main: right ? width : NODE_HEIGHT, cross: right ? NODE_HEIGHT : width }
  })
  const sized = (length: number) =>
    right ? { main: length, cross: LABEL_HEIGHT } : { main: length === 0 ? 0 : LABEL_HEIGHT, cross: length }
  const lines = graph.lines.map((line) => ({
    key: line.key,
    from: line.from,
    to: line.to,
    label: sized(labelWidth(line)),
  }))
  if (missing !== null) lines.push({ key: MISSING, ...missing, label: sized(NO_PATH.length * SMALL + 6) })
  const layout = layeredLayout(boxes, lines, { gap: right ? 16 : 12, bend: 28, head: 8 })
  const { main, cross } = layout.size
  const size = right ? { width: main, height: cross } : { width: cross, height: main }
  return { layout, direction, width: size.width + 2 * MARGIN, height: size.height + 2 * MARGIN }
}

function labelWidth(line: VersionLine): number {
  const text = minutesText(line).length * SMALL
  const marks = marksOf(line).length * MARK
  return text + marks === 0 ? 0 : text + marks + 6
}

export function xy({ main, cross }: Point, direction: Direction): { x: number; y: number } {
  return direction === 'right' ? { x: main + MARGIN, y: cross + MARGIN } : { x: cross + MARGIN, y: main + MARGIN }
}

/** The line as an SVG path: straight pieces along the layers, curves between them. */
export function pathOf({ points }: PlacedLine, direction: Direction): string {
  const at = (point: Point) => {
    const { x, y } = xy(point, direction)
    return `${round(x)},${round(y)}`
  }
  return points
    .map((point, index) => {
      const before = points[index - 1]
      if (before === undefined) return `M${at(point)}`
      if (index % 2 === 1) return `L${at(point)}`
      const main = (before.main + point.main) / 2
      return `C${at({ main, cross: before.cross })} ${at({ main, cross: point.cross })} ${at(point)}`
    })
    .join('')
}

/** The head of the arrow at the line's end. */
export function headOf({ points }: PlacedLine, direction: Direction): string {
  const [end, before] = [points.at(-1), points.at(-2)]
  if (end === undefined || before === undefined) return ''
  const back = end.main >= before.main ? -7 : 7
  const corner = (by: number) => {
    const { x, y } = xy({ main: end.main + back, cross: end.cross + by }, direction)
    return `${round(x)},${round(y)}`
  }
  const { x, y } = xy(end, direction)
  return `M${corner(-3.5)}L${round(x)},${round(y)}L${corner(3.5)}Z`
}

const round = (value: number) => Math.round(value * 10) / 10
