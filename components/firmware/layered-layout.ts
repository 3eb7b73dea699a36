import { inOrder } from './layer-order'
import { placesOf } from './layer-places'
import { type GraphBox, type GraphLine, type Layer, layersOf, type Piece, pitchOf } from './layers'

export interface Spacing {
  /** Between the slots of one layer. */
  gap: number
  /** Between two layers, where lines bend. */
  bend: number
  /** The head of an arrow. */
  head: number
}

/** `main` runs along the layers, `cross` across them: drawn from left to right, or from the top down. */
export interface Point {
  main: number
  cross: number
}

export interface PlacedBox {
  key: string
  at: Point
  size: Point
}

export interface PlacedLine {
  key: string
  /** In pairs: each pair is a straight piece along the layers, and between pairs the line bends. From start to end. */
  points: Point[]
  label: { at: Point; size: Point }
}

export interface LayeredLayout {
  boxes: PlacedBox[]
  lines: PlacedLine[]
  size: Point
}

/**
 * A graph in layers. Lines bend only between layers, and each ends with a straight piece as long as its label: so neither a
 * box nor a label lies on another or on a line. @param boxes in their order: a line against it leads back
 */
export function layeredLayout(
  boxes: readonly GraphBox[],
  lines: readonly GraphLine[],
  spacing: Spacing,
): LayeredLayout {
  const layers = inOrder(layersOf(boxes, lines))
  const places = placesOf(layers, spacing.gap)
  const columns = columnsOf(layers, spacing)
  const ways = waysOf(layers, places, columns)
  const rank = new Map(boxes.map(({ key }, index) => [key, index]))
  const placed = layers.flatMap((layer, index) =>
    layer.flatMap(({ key, box, cross }): PlacedBox[] => {
      if (box === null) return []
      const at = { main: columns[index]?.box ?? 0, cross: (places.get(key) ?? 0) - cross / 2 }
      return [{ key, at, size: { main: box.main, cross } }]
    }),
  )
  return {
    boxes: placed,
    lines: lines.flatMap((line) => {
      const way = ways.get(line.key)
      if (way === undefined) return []
      const turned = (rank.get(line.from) ?? 0) > (rank.get(line.to) ?? 0)
      return [lineOf(line, turned ? way.toReversed() : way, turned ? -1 : 1, spacing.head)]
    }),
    size: {
      main: columns.at(-1)?.end ?? 0,
      cross: Math.max(0, ...layers.flat().map(({ key, cross }) => (places.get(key) ?? 0) + cross / 2)),
    },
  }
}

/** Along the layers: where the labels before a layer begin, its boxes, and what comes after it. */
interface Column {
  labels: number
  box: number
  end: number
}

function columnsOf(layers: readonly Layer[], { bend, head }: Spacing): Column[] {
  let end = 0
  return layers.map((layer, index) => {
    const labels = index === 0 ? 0 : end + bend
    const box =
      labels +
      roomFor(
        layer.flatMap(({ into }) => into),
        head,
      )
    end =
      box +
      Math.max(0, ...layer.map((slot) => slot.box?.main ?? 0)) +
      roomFor(
        layer.flatMap(({ out }) => out),
        head,
      )
    return { labels, box, end }
  })
}

function roomFor(pieces: readonly Piece[], head: number): number {
  const labelled = pieces.filter((piece) => piece.labelled)
  return labelled.length === 0 ? 0 : Math.max(...labelled.map(({ line }) => line.label.main)) + head
}

/** The points of each line as it is laid out, from layer to layer. */
function waysOf(
  layers: readonly Layer[],
  places: ReadonlyMap<string, number>,
  columns: readonly Column[],
): Map<string, Point[]> {
  const ways = new Map<string, Point[]>()
  const add = (key: string, ...points: Point[]) => ways.set(key, [...(ways.get(key) ?? []), ...points])
  for (const [index, layer] of layers.entries()) {
    const column = columns[index] ?? { labels: 0, box: 0, end: 0 }
    for (const { key, box, into, out } of layer) {
      const middle = places.get(key) ?? 0
      for (const [line, cross] of ports(into, places, middle)) {
        add(line.key, { main: column.labels, cross })
        if (box !== null) add(line.key, { main: column.box, cross })
      }
      for (const [line, cross] of ports(out, places, middle)) {
        if (box !== null) add(line.key, { main: column.box + box.main, cross })
        add(line.key, { main: column.end, cross })
      }
    }
  }
  return ways
}

/** Where each line meets this side of a slot: in the order of where they come from or go to. */
function ports(
  pieces: readonly Piece[],
  places: ReadonlyMap<string, number>,
  middle: number,
): (readonly [GraphLine, number])[] {
  let at = middle - pitchOf(pieces) / 2
  return pieces
    .toSorted((a, b) => (places.get(a.other) ?? 0) - (places.get(b.other) ?? 0))
    .map(({ line, pitch }) => {
      at += pitch
      return [line, at - pitch / 2]
    })
}

/** @param sign in which direction along the layers it ends: its label stands before its head */
function lineOf(line: GraphLine, points: Point[], sign: 1 | -1, head: number): PlacedLine {
  const end = points.at(-1) ?? { main: 0, cross: 0 }
  const { main, cross } = line.label
  const start = sign === 1 ? end.main - head - main : end.main + head
  return { key: line.key, points, label: { at: { main: start, cross: end.cross - cross / 2 }, size: { main, cross } } }
}
