import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { Demand } from '../../lib/domain/planning/plan'
import type { Supply } from '../../lib/domain/planning/supply'

const count = z.int().min(0)
const amounts = z.object({ cores: count, ram_gb: count, nvme_gb: count })

/** An instance of plan-bench/1; `optimum` is for the scorer and not read. */
export const planInstance = z.object({
  format: z.literal('plan-bench/1'),
  id: z.string(),
  models: z.array(amounts.extend({ id: z.string(), watts: count, cost: count })),
  racks: z.array(z.object({ id: z.string(), free: z.array(z.tuple([count, count])) })),
  order: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('aggregate'), demand: amounts }),
    z.object({ kind: z.literal('lines'), lines: z.array(z.object({ count, min: amounts })) }),
  ]),
  spread: z.object({ max_percent_per_rack: z.int().min(1).max(100) }),
})
export type PlanInstance = z.output<typeof planInstance>

export function readInstance(path: string): PlanInstance {
  return planInstance.parse(JSON.parse(readFileSync(path, 'utf8')))
}

/** Racks keep their order and their index. */
export function supplyIn(instance: PlanInstance): Supply {
  const free = instance.models.map(() => 0)
  for (const rack of instance.racks)
    for (const [model, servers] of rack.free) free[model] = (free[model] ?? 0) + servers
  return {
    classes: instance.models.map((model, index) => ({
      model: model.id,
      cpuCores: model.cores,
      ramGb: model.ram_gb,
      nvmeGb: model.nvme_gb,
      costCents: model.cost,
      powerW: model.watts,
      firmwareAtTarget: true,
      inWarehouse: false,
      free: free[index] ?? 0,
    })),
    racks: instance.racks.map((rack) => ({ rack: rack.id, walkKey: rack.id, headroomW: null, free: rack.free })),
  }
}

export function demandIn({ order }: PlanInstance): Demand {
  if (order.kind === 'aggregate') {
    const { cores, ram_gb, nvme_gb } = order.demand
    return { kind: 'totals', cpuCores: cores, ramGb: ram_gb, nvmeGb: nvme_gb }
  }
  return {
    kind: 'lines',
    lines: order.lines.map((line) => ({
      count: line.count,
      minCpuCores: line.min.cores,
      minRamGb: line.min.ram_gb,
      minNvmeGb: line.min.nvme_gb,
    })),
  }
}
