/** What a server has, or an order asks: cores, whole GB of RAM (2^30), whole GB of NVMe (10^9). */
export type Capacity = { cpuCores: number; ramGb: number; nvmeGb: number }

export const RESOURCES = ['cpuCores', 'ramGb', 'nvmeGb'] as const satisfies readonly (keyof Capacity)[]
export type Resource = (typeof RESOURCES)[number]

/** Integer points per unit of each resource. */
export type Weights = Readonly<Capacity>

/** An installation may have its own; these are the ones it starts with. */
export const DEFAULT_WEIGHTS: Weights = { cpuCores: 1000, ramGb: 125, nvmeGb: 8 }

/** One integer for a whole server, to compare unlike ones: Σ weight × amount. */
export function compositeScore(capacity: Capacity, weights: Weights = DEFAULT_WEIGHTS): number {
  // Spelled out: it is called for every comparison of a sort over all free servers.
  return capacity.cpuCores * weights.cpuCores + capacity.ramGb * weights.ramGb + capacity.nvmeGb * weights.nvmeGb
}

export const NOTHING: Readonly<Capacity> = { cpuCores: 0, ramGb: 0, nvmeGb: 0 }

/** The sum of several capacities. */
export function sumCapacity(parts: Iterable<Capacity>): Capacity {
  const sum = { ...NOTHING }
  for (const part of parts) for (const resource of RESOURCES) sum[resource] += part[resource]
  return sum
}

/** Does `has` meet `asks` in every resource? */
export function covers(has: Capacity, asks: Capacity): boolean {
  return RESOURCES.every((resource) => has[resource] >= asks[resource])
}
