import type { CapacityView } from '@/lib/contracts/planning/capacity'

export type ModelStock = CapacityView['models'][number]

/** What one server must at least have; whole cores and GB. */
export interface Shape {
  cpuCores: number
  ramGb: number
  nvmeGb: number
}

export const RESOURCES = ['cpuCores', 'ramGb', 'nvmeGb'] as const
export type Resource = (typeof RESOURCES)[number]

export const resourceWords: Record<Resource, { label: string; unit: string; lack: string }> = {
  cpuCores: { label: 'Cores', unit: 'cores', lack: 'cores' },
  ramGb: { label: 'RAM', unit: 'GB RAM', lack: 'RAM' },
  nvmeGb: { label: 'NVMe', unit: 'GB NVMe', lack: 'NVMe' },
}

/** Shapes that people ask for; the one typed stands above them. */
export const commonShapes: readonly (Shape & { name: string })[] = [
  { name: 'General', cpuCores: 32, ramGb: 256, nvmeGb: 3_840 },
  { name: 'Compute', cpuCores: 64, ramGb: 512, nvmeGb: 15_360 },
  { name: 'Storage', cpuCores: 48, ramGb: 768, nvmeGb: 30_720 },
  { name: 'Memory', cpuCores: 80, ramGb: 1_024, nvmeGb: 30_720 },
]

/** Free servers of a model: racked, and those in the warehouse where they count too. */
export function freeOf(model: ModelStock, includeWarehouse: boolean): number {
  return model.racked + (includeWarehouse ? model.warehouse : 0)
}

export function isComplete(model: ModelStock): model is ModelStock & Shape {
  return RESOURCES.every((resource) => model[resource] !== undefined)
}

export function hasAtLeast(model: Shape, shape: Shape): boolean {
  return RESOURCES.every((resource) => model[resource] >= shape[resource])
}

/** How many free servers have at least the shape, and of which resource most of the others have too little. */
export function servable(
  models: readonly ModelStock[],
  shape: Shape,
  includeWarehouse = false,
): { count: number; lack: { resource: Resource; count: number } | null } {
  const lacking = new Map<Resource, number>()
  let count = 0
  for (const model of models) {
    const free = freeOf(model, includeWarehouse)
    // A model that is not described in full is never planned.
    if (free === 0 || !isComplete(model)) continue
    if (hasAtLeast(model, shape)) count += free
    for (const resource of RESOURCES) {
      if (model[resource] < shape[resource]) lacking.set(resource, (lacking.get(resource) ?? 0) + free)
    }
  }
  const most = [...lacking].sort((a, b) => b[1] - a[1])[0]
  return { count, lack: most === undefined ? null : { resource: most[0], count: most[1] } }
}

export type Totals = Omit<
  CapacityView['datacenters'][number],
  'code' | 'name' | 'powerOutageSince' | 'runwayDays' | 'runway' | 'servable'
>

const none: Totals = {
  servers: 0,
  free: 0,
  warehouse: 0,
  heldBack: 0,
  promised: 0,
  inService: 0,
  broken: 0,
  coming: 0,
  freeCpuCores: 0,
  freeRamGb: 0,
  freeNvmeGb: 0,
  powerW: 0,
  powerBudgetW: 0,
  orderedPerDay: 0,
}

/** The row below the datacenters: sums of all of them. */
export function sumOf(datacenters: readonly Totals[]): Totals {
  const sum = { ...none }
  const columns = Object.keys(none) as (keyof Totals)[]
  for (const one of datacenters) for (const column of columns) sum[column] += one[column]
  return sum
}
