/** A priority queue: `take` gives the item that comes before all others. */
export class Heap<Item> {
  private readonly items: Item[] = []
  private readonly isBefore: (a: Item, b: Item) => boolean

  constructor(isBefore: (a: Item, b: Item) => boolean) {
    this.isBefore = isBefore
  }

  add(item: Item): void {
    let at = this.items.length
    this.items.push(item)
    while (at > 0) {
      const parent = (at - 1) >> 1
      const above = this.items[parent]
      if (above === undefined || !this.isBefore(item, above)) break
      this.items[at] = above
      at = parent
    }
    this.items[at] = item
  }

  /** The one that `take` would give. */
  first(): Item | undefined {
    return this.items[0]
  }

  take(): Item | undefined {
    const [first] = this.items
    const last = this.items.pop()
    if (last === undefined || this.items.length === 0) return first
    let at = 0
    for (;;) {
      const left = 2 * at + 1
      let child = this.items[left]
      if (child === undefined) break
      let place = left
      const right = this.items[left + 1]
      if (right !== undefined && this.isBefore(right, child)) {
        child = right
        place = left + 1
      }
      if (!this.isBefore(child, last)) break
      this.items[at] = child
      at = place
    }
    this.items[at] = last
    return first
  }
}
