import { RESOURCES, type Resource, type Shape } from '@/components/capacity/shape-fit'
import type { FreshPlan, PlanComparison } from '@/lib/contracts/planning/plan'
import { shareCap } from '@/lib/domain/planning/rack-limits'

export type ComparedPlan = PlanComparison['plans'][number]

/** What is compared, smaller being better in each. null: not known, as a model has no cost or no watts on record. */
export interface Measures extends Record<`stranded-${Resource}`, number> {
  servers: number
  cost: number | null
  powerW: number | null
  racks: number
}
export type Measure = keyof Measures

/** What is taken beyond what was asked. */
export function measuresOf({ totals }: FreshPlan, asked: Shape): Measures {
  const over = (resource: Resource) => Math.max(0, totals[resource] - asked[resource])
  return {
    servers: totals.servers,
    cost: totals.cost,
    powerW: totals.powerW,
    racks: totals.racks,
    'stranded-cpuCores': over('cpuCores'),
    'stranded-ramGb': over('ramGb'),
    'stranded-nvmeGb': over('nvmeGb'),
  }
}

export const MEASURES: readonly Measure[] = [
  'servers',
  'cost',
  'powerW',
  'racks',
  ...RESOURCES.map((resource) => `stranded-${resource}` as const),
]

/** Against the other plans: the lowest, by how much above it, or null where all are alike or it is not known. */
export type Standing = 'lowest' | number | null

/** How each plan stands in each measure. Where all that are known are alike, there is nothing to tell. */
export function standingsOf(plans: readonly Measures[]): Record<Measure, Standing>[] {
  const lowest = new Map(
    MEASURES.map((measure) => {
      const known = plans.flatMap((plan) => plan[measure] ?? [])
      const least = Math.min(...known)
      return [measure, known.every((value) => value === least) ? null : least]
    }),
  )
  const standing = (value: number | null, least: number | null | undefined): Standing => {
    if (value === null || least === null || least === undefined) return null
    return value === least ? 'lowest' : value - least
  }
  return plans.map((plan) => ({
    servers: standing(plan.servers, lowest.get('servers')),
    cost: standing(plan.cost, lowest.get('cost')),
    powerW: standing(plan.powerW, lowest.get('powerW')),
    racks: standing(plan.racks, lowest.get('racks')),
    'stranded-cpuCores': standing(plan['stranded-cpuCores'], lowest.get('stranded-cpuCores')),
    'stranded-ramGb': standing(plan['stranded-ramGb'], lowest.get('stranded-ramGb')),
    'stranded-nvmeGb': standing(plan['stranded-nvmeGb'], lowest.get('stranded-nvmeGb')),
  }))
}

export interface PlanColumn extends ComparedPlan {
  measures: Measures | null
  standings: Record<Measure, Standing> | null
}

/** The plans of a comparison with what is compared of each; one that does not exist takes no part. */
export function columnsOf(plans: readonly ComparedPlan[], asked: Shape): PlanColumn[] {
  const measures = plans.map(({ plan }) => (plan === null ? null : measuresOf(plan, asked)))
  const standings = standingsOf(measures.filter((one) => one !== null))
  let at = 0
  return plans.map((compared, index) => {
    const own = measures[index] ?? null
    return { ...compared, measures: own, standings: own === null ? null : (standings[at++] ?? null) }
  })
}

/** The most servers one rack may hold by the plan's limits, null where they do not say. */
export function mostAllowed({ constraints, totals }: Pick<FreshPlan, 'constraints' | 'totals'>): number | null {
  const { maxPerRack, maxSharePerRack } = constraints
  const share = maxSharePerRack === undefined ? null : shareCap(maxSharePerRack, totals.servers)
  if (maxPerRack === undefined) return share
  return share === null ? maxPerRack : Math.min(maxPerRack, share)
}
