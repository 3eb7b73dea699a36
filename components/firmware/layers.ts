export interface GraphBox {
  key: string
  /** Its length along the layers, and the least across. */
  main: number
  cross: number
}

export interface GraphLine {
  key: string
  from: string
  to: string
  /** Room for its label just before its end: along the line, and across it. */
  label: { main: number; cross: number }
}

/** A place in a layer: of a box, or of a line that passes by (`box` null). */
export interface Slot {
  key: string
  box: GraphBox | null
  cross: number
  /** Pieces of lines that come from the layer before, and that go to the next. */
  into: Piece[]
  out: Piece[]
}

/** A piece of a line between a layer and the next. `pitch`: how far from its neighbours it stays at this slot. */
export interface Piece {
  line: GraphLine
  other: string
  pitch: number
  /** The line ends here: its label is at this side of the box. */
  labelled: boolean
}

export type Layer = Slot[]

/** Least distance of two lines side by side. */
const PITCH = 12
/** Between two labels. */
const APART = 2

/**
 * Boxes by layers: what a line comes from stands in a layer before what it leads to. A line against the order of the boxes is
 * laid out the other way round, so that there are no circles. Lines that pass a layer have a slot in it.
 */
export function layersOf(boxes: readonly GraphBox[], lines: readonly GraphLine[]): Layer[] {
  const rank = new Map(boxes.map(({ key }, index) => [key, index]))
  const rankOf = (key: string) => rank.get(key) ?? 0
  const laid = lines
    .filter(({ from, to }) => from !== to && rank.has(from) && rank.has(to))
    .map((line) => {
      const turned = rankOf(line.from) > rankOf(line.to)
      return { line, turned, first: turned ? line.to : line.from, last: turned ? line.from : line.to }
    })
  const depth = depths(boxes, laid)
  const layers: Layer[] = []
  const slots = new Map<string, Slot>()
  const add = (key: string, box: GraphBox | null, layer: number): Slot => {
    const slot = { key, box, cross: box?.cross ?? PITCH, into: [], out: [] }
    slots.set(key, slot)
    layers[layer] = [...(layers[layer] ?? []), slot]
    return slot
  }
  for (const box of boxes) add(box.key, box, depth.get(box.key) ?? 0)
  for (const { line, turned, first, last } of laid) {
    let before = slots.get(first)
    for (let layer = (depth.get(first) ?? 0) + 1; before !== undefined; layer++) {
      const arrives = layer === depth.get(last)
      const after: Slot | undefined = arrives ? slots.get(last) : add(`${line.key} in ${layer}`, null, layer)
      if (after === undefined) break
      const pitch = Math.max(PITCH, line.label.cross + APART)
      const atStart = turned && before.key === first
      const atEnd = arrives && !turned
      before.out.push({ line, other: after.key, pitch: atStart ? pitch : PITCH, labelled: atStart })
      after.into.push({ line, other: before.key, pitch: atEnd ? pitch : PITCH, labelled: atEnd })
      before = arrives ? undefined : after
    }
  }
  for (const slot of slots.values()) slot.cross = Math.max(slot.cross, pitchOf(slot.into), pitchOf(slot.out))
  return layers.filter((layer) => layer.length > 0)
}

export function pitchOf(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, { pitch }) => sum + pitch, 0)
}

/** The longest way to each box; a box that nothing leads to stands right before the first that it leads to. */
function depths(
  boxes: readonly GraphBox[],
  laid: readonly { first: string; last: string }[],
): ReadonlyMap<string, number> {
  const depth = new Map<string, number>()
  const before = (key: string) => laid.filter(({ last }) => last === key).map(({ first }) => depth.get(first) ?? 0)
  const after = (key: string) => laid.filter(({ first }) => first === key).map(({ last }) => depth.get(last) ?? 0)
  for (const { key } of boxes) depth.set(key, Math.max(0, ...before(key).map((layer) => layer + 1)))
  let previous = -1
  for (const { key } of boxes) {
    const next = after(key)
    if (before(key).length === 0) depth.set(key, next.length > 0 ? Math.min(...next) - 1 : previous + 1)
    previous = depth.get(key) ?? 0
  }
  return depth
}
