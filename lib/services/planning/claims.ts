import type { StoredSupply } from './read-supply'

/** Servers of one class in one rack. */
export interface Slot {
  rackId: number
  modelId: number
  firmwareAtTarget: boolean
  count: number
}

type Place = Omit<Slot, 'count'>

const holder = globalThis as typeof globalThis & { haasClaims?: Map<string, number> }
const keyOf = ({ rackId, modelId, firmwareAtTarget }: Place) => `${rackId} ${modelId} ${firmwareAtTarget}`

/**
 * What one request is planning or allocating while it is served, so that requests served at the same moment name other
 * servers where others are as good. A hint in this process's memory: it holds nothing, and a plan made while nobody else
 * plans does not depend on it. Who gets a server is decided by its row's lock.
 */
export class Claims {
  private readonly all: Map<string, number>
  private readonly own: Slot[] = []

  constructor() {
    holder.haasClaims ??= new Map()
    this.all = holder.haasClaims
  }

  claim(slots: readonly Slot[]): void {
    for (const slot of slots) this.add(slot, slot.count)
    this.own.push(...slots)
  }

  /** How many there others are about to take. */
  ofOthers(place: Place): number {
    const key = keyOf(place)
    const own = this.own.reduce((sum, slot) => (keyOf(slot) === key ? sum + slot.count : sum), 0)
    return (this.all.get(key) ?? 0) - own
  }

  /** The same supply without what others are about to take from its racks; null where that takes nothing. */
  without(supply: StoredSupply): StoredSupply | null {
    if (this.all.size === 0) return null
    let changed = false
    const racks = supply.racks.map((rack) => {
      const free = rack.free.map(([classIndex, count]): [number, number] => {
        const model = supply.classes[classIndex]
        const taken = model === undefined ? 0 : this.ofOthers({ ...model, rackId: rack.rackId })
        if (taken > 0) changed = true
        return [classIndex, Math.max(0, count - taken)]
      })
      return { ...rack, free }
    })
    return changed ? { ...supply, racks } : null
  }

  /** To be called when the request ends, however it ends. */
  release(): void {
    for (const slot of this.own.splice(0)) this.add(slot, -slot.count)
  }

  private add(place: Place, count: number): void {
    const key = keyOf(place)
    const left = (this.all.get(key) ?? 0) + count
    if (left > 0) this.all.set(key, left)
    else this.all.delete(key)
  }
}
