import type { Layer, Piece } from './layers'

const SWEEPS = 4

/** The slots of each layer beside those that they are joined to, so that few lines cross; equals keep their order. */
export function inOrder(layers: readonly Layer[]): Layer[] {
  let ordered = layers.map((layer) => [...layer])
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    ordered = swept(ordered, ({ into }) => into)
    ordered = swept(ordered.toReversed(), ({ out }) => out).toReversed()
  }
  return ordered
}

/** Each layer by the mean place of its slots' neighbours in the layer before it. */
function swept(layers: readonly Layer[], neighbours: (slot: Layer[number]) => readonly Piece[]): Layer[] {
  const result: Layer[] = []
  const share = new Map<string, number>()
  for (const layer of layers) {
    const weighed = layer.map((slot, index) => {
      const places = neighbours(slot).map(({ other }) => share.get(other) ?? 0)
      const own = (index + 0.5) / layer.length
      const mean = places.length === 0 ? own : places.reduce((sum, place) => sum + place, 0) / places.length
      return { slot, mean }
    })
    const sorted = weighed.sort((a, b) => a.mean - b.mean).map(({ slot }) => slot)
    for (const [index, { key }] of sorted.entries()) share.set(key, (index + 0.5) / sorted.length)
    result.push(sorted)
  }
  return result
}
