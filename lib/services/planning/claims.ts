import type { StoredSupply } from './read-supply'

/** Servers of one class in one rack. */
export interface Slot {
  rackId: number
  modelId: number
  firmwareAtTarget: boolean
  count: number
}

type Place = Omit<Slot, 'count'>

const keyOf = ({ rackId, modelId, firmwareAtTarget }: Place) => `${rackId} ${modelId} ${firmwareAtTarget}`

/** From a plan to the request that allocates it. */
const LINGER_MS = 250

interface Registry {
  counts: Map<string, number>
  /** Requests that plan or allocate at this moment. */
  open: number
  /** Plans that were given out while others were made, by order. */
  lingering: Map<string, Claims>
}
const holder = globalThis as typeof globalThis & { haasClaims?: Registry }

/**
 * What one request is planning or allocating while it is served, so that requests served at the same moment name other
 * servers where others are as good. A hint in this process's memory: it holds nothing, and a plan made while nobody else
 * plans does not depend on it. Who gets a server is decided by its row's lock.
 */
export class Claims {
  private readonly order: string
  private readonly registry: Registry
  private readonly own: Slot[] = []

  /** `end` has to be called when the request ends, however it ends. `order`: its number. */
  constructor(order: string) {
    holder.haasClaims ??= { counts: new Map(), open: 0, lingering: new Map() }
    this.order = order.toUpperCase()
    this.registry = holder.haasClaims
    this.registry.open++
    // What this order had claimed is its own, until it claims something else.
    const before = this.registry.lingering.get(this.order)
    if (before !== undefined) this.own.push(...before.own.splice(0))
    this.registry.lingering.delete(this.order)
  }

  /** In place of what it claimed before. */
  claim(slots: readonly Slot[]): void {
    this.withdraw()
    for (const slot of slots) this.add(slot, slot.count)
    this.own.push(...slots)
  }

  /** How many there others are about to take. */
  ofOthers(place: Place): number {
    const key = keyOf(place)
    const own = this.own.reduce((sum, slot) => (keyOf(slot) === key ? sum + slot.count : sum), 0)
    return (this.registry.counts.get(key) ?? 0) - own
  }

  /** The same supply without what others are about to take from its racks; null where that takes nothing. */
  without(supply: StoredSupply): StoredSupply | null {
    if (this.registry.counts.size === 0) return null
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

  /** Takes all of it back. */
  withdraw(): void {
    for (const slot of this.own.splice(0)) this.add(slot, -slot.count)
    if (this.registry.lingering.get(this.order) === this) this.registry.lingering.delete(this.order)
  }

  /**
   * The request ends. With `linger` its claims stay for the moment that its caller needs to ask for the allocation, if others
   * are planning meanwhile; when the last of these ends, so do they.
   */
  end({ linger }: { linger: boolean }): void {
    const { registry } = this
    registry.open--
    if (linger && registry.open > 0) {
      registry.lingering.set(this.order, this)
      setTimeout(() => this.withdraw(), LINGER_MS).unref()
      return
    }
    this.withdraw()
    if (registry.open === 0) for (const claims of [...registry.lingering.values()]) claims.withdraw()
  }

  private add(place: Place, count: number): void {
    const key = keyOf(place)
    const left = (this.registry.counts.get(key) ?? 0) + count
    if (left > 0) this.registry.counts.set(key, left)
    else this.registry.counts.delete(key)
  }
}
