import type { PlanComparison } from '@/lib/contracts/planning/plan'
import { type Limit, OBJECTIVES, type Objective } from '@/lib/domain/planning/plan'

/** What every compared plan keeps to. */
export type PlanLimits = Pick<PlanComparison, 'constraints' | 'includeWarehouse'>
export type Constraints = PlanLimits['constraints']

const none: PlanLimits = { constraints: {}, includeWarehouse: false }

export const limitsOfPlan = ({ constraints, includeWarehouse }: PlanLimits): PlanLimits => ({
  constraints,
  includeWarehouse,
})

const NUMBERS = ['maxPerRack', 'maxSharePerRack', 'surviveRackLoss'] as const

/** The limits in the wizard's address. `warehouse` always stands there, so that no limits at all can be told from none chosen. */
export function limitsParams({ constraints, includeWarehouse }: PlanLimits) {
  const { models, rackPower } = constraints
  return {
    warehouse: includeWarehouse ? 'yes' : 'no',
    ...Object.fromEntries(NUMBERS.map((name) => [name, constraints[name]])),
    rackPower: rackPower === true ? 'yes' : undefined,
    only: models?.allow,
    without: models?.exclude,
  }
}

const NAMES = ['warehouse', ...NUMBERS, 'rackPower', 'only', 'without']

const wholeIn = (params: URLSearchParams, name: (typeof NUMBERS)[number]) => {
  const most = name === 'maxPerRack' ? 10_000 : 100
  const value = Number(params.get(name))
  return Number.isInteger(value) && value > 0 ? { [name]: Math.min(most, value) } : {}
}

/** The limits of the address; where it has none, those of the plan that was made, if any. */
export function limitsFrom(params: URLSearchParams, plan: PlanLimits | null): PlanLimits {
  if (!NAMES.some((name) => params.has(name))) return plan === null ? none : limitsOfPlan(plan)
  const allow = params.getAll('only')
  const exclude = params.getAll('without')
  const models = {
    ...(allow.length === 0 ? {} : { allow }),
    ...(exclude.length === 0 ? {} : { exclude }),
  }
  return {
    constraints: {
      ...Object.assign({}, ...NUMBERS.map((name) => wholeIn(params, name))),
      ...(params.get('rackPower') === 'yes' ? { rackPower: true } : {}),
      ...(Object.keys(models).length === 0 ? {} : { models }),
    },
    includeWarehouse: params.get('warehouse') === 'yes',
  }
}

export function objectiveFrom(params: URLSearchParams, plan: { objective: Objective } | null): Objective {
  const named = OBJECTIVES.find((objective) => objective === params.get('objective'))
  return named ?? plan?.objective ?? 'fewest-servers'
}

export function sameLimits(a: PlanLimits, b: PlanLimits): boolean {
  const text = (limits: PlanLimits) => JSON.stringify(Object.entries(limitsParams(limits)).filter(([, value]) => value))
  return text(a) === text(b)
}

export function withoutLimit({ constraints, includeWarehouse }: PlanLimits, limit: Limit): PlanLimits {
  const { [limit]: _dropped, ...kept } = constraints
  return { constraints: kept, includeWarehouse }
}

/** At most so many a rack, in place of whatever limited them before. */
export function withPerRack(limits: PlanLimits, maxPerRack: number): PlanLimits {
  const { constraints, includeWarehouse } = withoutLimit(limits, 'maxSharePerRack')
  return { constraints: { ...constraints, maxPerRack }, includeWarehouse }
}

/** Whether a saved plan is the very one that is shown: the same choice, the same servers. */
export function samePlan(
  a: { objective: Objective; items: readonly { barcode: string }[] } & PlanLimits,
  b: typeof a,
): boolean {
  const servers = (plan: typeof a) => plan.items.map(({ barcode }) => barcode).sort()
  return a.objective === b.objective && sameLimits(a, b) && servers(a).join() === servers(b).join()
}
