import type { Capacity } from './composite-score'
import type { Candidate } from './plan'

/** Free servers that are interchangeable: of one model, firmware at target or not, in racks or in warehouses. */
export type ServerClass = Capacity & {
  model: string
  /** Cents a month. */
  costCents: number | null
  /** At most. */
  powerW: number | null
  firmwareAtTarget: boolean
  inWarehouse: boolean
  free: number
}

/** What stands free in one rack: classes by their index, with how many. */
export type RackSupply = {
  rack: string
  walkKey: string
  /** Watts left in its budget; null: it has none. */
  headroomW: number | null
  free: readonly (readonly [classIndex: number, count: number])[]
}

/** All that planning knows of a datacenter. Racks are walked in the order they are listed. */
export type Supply = { classes: readonly ServerClass[]; racks: readonly RackSupply[] }

/** The classes and racks that these named servers come to; racks in walking order. */
export function supplyOf(candidates: readonly Candidate[], headroomW: ReadonlyMap<string, number>): Supply {
  const classes: ServerClass[] = []
  const indexOf = new Map<string, number>()
  const racks = new Map<string, { walkKey: string; free: Map<number, number> }>()
  // By model and kind, so that the order in which the servers were read never shows.
  const sorted = [...candidates].sort((a, b) => (classKey(a) < classKey(b) ? -1 : classKey(a) > classKey(b) ? 1 : 0))
  for (const server of sorted) {
    const key = classKey(server)
    const index = indexOf.get(key) ?? classes.length
    const known = classes[index]
    if (known === undefined) {
      const { model, cpuCores, ramGb, nvmeGb, costCents, powerW, firmwareAtTarget, inWarehouse } = server
      classes.push({ model, cpuCores, ramGb, nvmeGb, costCents, powerW, firmwareAtTarget, inWarehouse, free: 1 })
      indexOf.set(key, index)
    } else known.free++
    if (server.rack === null) continue
    const rack = racks.get(server.rack) ?? { walkKey: server.walkKey ?? '', free: new Map<number, number>() }
    rack.free.set(index, (rack.free.get(index) ?? 0) + 1)
    racks.set(server.rack, rack)
  }
  return {
    classes,
    racks: [...racks]
      .map(([rack, { walkKey, free }]) => ({ rack, walkKey, headroomW: headroomW.get(rack) ?? null, free: [...free] }))
      .sort((a, b) => (a.walkKey < b.walkKey ? -1 : a.walkKey > b.walkKey ? 1 : 0)),
  }
}

/** The same for two servers of one class. */
export function classKey(of: Pick<ServerClass, 'model' | 'firmwareAtTarget' | 'inWarehouse'>): string {
  return `${of.model.toLowerCase()} ${of.firmwareAtTarget} ${of.inWarehouse}`
}
