import type { z } from 'zod'
import type { PlanView, planInput } from '@/lib/contracts/planning/plan'
import type { Objective } from '@/lib/domain/planning/plan'

export type PlanInput = z.input<typeof planInput>

/** What a planner chooses about a plan in the wizard; the API knows more constraints, which are kept when planning again. */
export interface PlanOptions {
  objective: Objective
  includeWarehouse: boolean
  maxPerRack: number | null
  rackPower: boolean
  rest: PlanInput['constraints']
}

export const defaultOptions: PlanOptions = {
  objective: 'fewest-servers',
  includeWarehouse: false,
  maxPerRack: null,
  rackPower: false,
  rest: {},
}

export function planOptionsOf(plan: Pick<PlanView, 'objective' | 'includeWarehouse' | 'constraints'>): PlanOptions {
  const { maxPerRack, rackPower, ...rest } = plan.constraints
  return {
    objective: plan.objective,
    includeWarehouse: plan.includeWarehouse,
    maxPerRack: maxPerRack ?? null,
    rackPower: rackPower ?? false,
    rest,
  }
}

export function planInputOf(options: PlanOptions): PlanInput {
  const { objective, includeWarehouse, maxPerRack, rackPower, rest } = options
  return {
    objective,
    includeWarehouse,
    constraints: {
      ...rest,
      ...(maxPerRack === null ? {} : { maxPerRack }),
      ...(rackPower ? { rackPower } : {}),
    },
  }
}

export function sameOptions(a: PlanOptions, b: PlanOptions): boolean {
  return JSON.stringify(planInputOf(a)) === JSON.stringify(planInputOf(b))
}
