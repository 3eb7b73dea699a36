/** What one rack could give by itself: columns of a programme with how many servers of each. */
export type Usable = readonly (readonly [column: number, count: number])[]

/** Servers of one column that one rack gives. */
export interface Filled {
  column: number
  rack: number
  count: number
}

export interface FillColumn {
  /** Of one server. */
  watts: number
  /** Servers in no rack: they take the rest. */
  stored: number
}

/** A fractional count this close to a whole number is that number. */
const WHOLE = 1e-6

/**
 * A quick way to place servers in racks: the columns that stand in fewest places first, one server a rack, then a second one,
 * and so on. What it finds keeps the cap and the watts of every rack, and leaves the racks as even as can be; it may miss a
 * placement that exists, which a flow (`RackCuts`) then finds.
 */
export class RackFill {
  private readonly racksOf: (readonly [rack: number, count: number])[][]
  private readonly order: number[]
  private readonly columns: readonly FillColumn[]
  private readonly headroom: readonly number[]

  /** `headroom`: watts left in each rack, infinity where nothing limits them. */
  constructor(columns: readonly FillColumn[], usable: readonly Usable[], headroom: readonly number[]) {
    this.columns = columns
    this.headroom = headroom
    const racksOf: [number, number][][] = columns.map(() => [])
    usable.forEach((counts, rack) => {
      for (const [column, count] of counts) racksOf[column]?.push([rack, count])
    })
    this.racksOf = racksOf
    this.order = columns.map((_, column) => column).sort((a, b) => this.racks(a) - this.racks(b) || a - b)
  }

  /** Null where this way finds no place for all of x (which may be fractional) with at most `cap` servers in a rack. */
  place(x: ArrayLike<number>, cap: number): Filled[] | null {
    const held = new Map<number, number>()
    const watts = new Map<number, number>()
    const filled: Filled[] = []
    for (const column of this.order) {
      const wanted = Math.ceil((x[column] ?? 0) - WHOLE)
      const left = wanted > 0 ? wanted - this.fill(column, wanted, cap, { held, watts, filled }) : 0
      if (left > (this.columns[column]?.stored ?? 0)) return null
    }
    return filled
  }

  /** How many found a place. */
  private fill(
    column: number,
    wanted: number,
    cap: number,
    { held, watts, filled }: { held: Map<number, number>; watts: Map<number, number>; filled: Filled[] },
  ): number {
    const each = this.columns[column]?.watts ?? 0
    const own = new Map<number, Filled>()
    let found = 0
    let isOpen = true
    for (let most = 1; most <= cap && found < wanted && isOpen; most++) {
      isOpen = false
      for (const [rack, free] of this.racksOf[column] ?? []) {
        if (found === wanted) break
        const given = own.get(rack)
        const used = watts.get(rack) ?? 0
        if ((given?.count ?? 0) >= free || used + each > (this.headroom[rack] ?? 0)) continue
        isOpen = true
        const servers = held.get(rack) ?? 0
        if (servers >= most) continue
        held.set(rack, servers + 1)
        watts.set(rack, used + each)
        if (given === undefined) own.set(rack, { column, rack, count: 1 })
        else given.count++
        found++
      }
    }
    filled.push(...own.values())
    return found
  }

  private racks(column: number): number {
    return this.racksOf[column]?.length ?? 0
  }
}
