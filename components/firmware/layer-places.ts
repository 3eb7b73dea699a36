import type { Layer, Slot } from './layers'

const SWEEPS = 6

/** The middle of each slot across its layer: as close to its neighbours' as the order and the gaps allow, from 0. */
export function placesOf(layers: readonly Layer[], gap: number): Map<string, number> {
  const places = new Map<string, number>()
  for (const layer of layers) settle(layer, gap, places, () => [])
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (const layer of layers) settle(layer, gap, places, ({ into }) => into)
    for (const layer of layers.toReversed()) settle(layer, gap, places, ({ out }) => out)
  }
  for (const layer of layers) settle(layer, gap, places, ({ into, out }) => [...into, ...out])
  const slots = layers.flat()
  const top = Math.min(...slots.map(({ key, cross }) => (places.get(key) ?? 0) - cross / 2))
  for (const { key } of slots) places.set(key, (places.get(key) ?? 0) - top)
  return places
}

/**
 * Moves a layer's slots to where they would like to be, least squares, without changing their order: a slot that would push
 * into the next is merged with it and both stand at their common mean (the pool of adjacent violators).
 */
function settle(
  layer: Layer,
  gap: number,
  places: Map<string, number>,
  neighbours: (slot: Slot) => readonly { other: string }[],
): void {
  let offset = 0
  const wishes = layer.map((slot, index) => {
    const before = layer[index - 1]
    if (before !== undefined) offset += (before.cross + slot.cross) / 2 + gap
    const around = neighbours(slot).map(({ other }) => places.get(other) ?? 0)
    const wish =
      around.length === 0 ? (places.get(slot.key) ?? 0) : around.reduce((sum, place) => sum + place, 0) / around.length
    return { slot, offset, wish: wish - offset }
  })
  const blocks: { mean: number; members: typeof wishes }[] = []
  for (const wish of wishes) {
    let block = { mean: wish.wish, members: [wish] }
    for (let last = blocks.at(-1); last !== undefined && last.mean > block.mean; last = blocks.at(-1)) {
      const members = [...last.members, ...block.members]
      block = { mean: members.reduce((sum, one) => sum + one.wish, 0) / members.length, members }
      blocks.pop()
    }
    blocks.push(block)
  }
  for (const { mean, members } of blocks) for (const { slot, offset: by } of members) places.set(slot.key, mean + by)
}
