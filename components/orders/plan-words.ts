import { countOf, formatCount, formatMoney } from '@/components/ui/numbers'
import type { FreshPlan } from '@/lib/contracts/planning/plan'
import { LIMITS, type Limit, type Objective } from '@/lib/domain/planning/plan'
import { planWords, type StateMark } from '@/lib/domain/state-words'
import type { Constraints, PlanLimits } from './plan-options'

/** Prices are whole cents a month in the installation's one currency. */
const CURRENCY = 'EUR'

export const objectiveWords: Record<Objective, string> = {
  'fewest-servers': 'Fewest servers',
  'lowest-cost': 'Lowest cost',
  'least-stranded': 'Least stranded',
  'fewest-racks': 'Fewest racks',
  'lowest-power': 'Lowest power',
  greedy: 'Greedy',
}

/** "dell-r640 (no cost on record), …". */
export const missingOnRecord = (leftOut: readonly { model: string; missing: string }[]): string =>
  leftOut.map(({ model, missing }) => `${model} (no ${missing} on record)`).join(', ')

type Goal = NonNullable<FreshPlan['exact']>['goals'][number]['goal']

const firstGoals: Record<Objective, Goal> = {
  'fewest-servers': 'servers',
  'lowest-cost': 'cost',
  'least-stranded': 'stranded',
  'fewest-racks': 'racks',
  'lowest-power': 'power',
  greedy: 'servers',
}

export const goalWords: Record<Goal, string> = {
  servers: 'Servers',
  cost: 'Cost a month',
  stranded: 'Stranded',
  power: 'Power',
  firmware: 'Firmware not at target',
  warehouse: 'From the warehouse',
  racks: 'Racks',
}

/** A goal's figure with its unit: "19 servers". */
export function goalText(goal: Goal, value: number): string {
  switch (goal) {
    case 'cost':
      return costText(value)
    case 'stranded':
      return countOf(value, 'point')
    case 'power':
      return `${formatCount(value)} W`
    case 'racks':
      return countOf(value, 'rack')
    default:
      return countOf(value, 'server')
  }
}

/** 11 ms, 1.4 s. */
export const tookText = (ms: number): string => (ms < 1_000 ? `${ms} ms` : `${(ms / 1_000).toFixed(1)} s`)

/** null: a model of the plan has no cost, or no watts, on record. */
export const costText = (cents: number | null): string => (cents === null ? 'unknown' : formatMoney(cents, CURRENCY))
export const wattsText = (watts: number | null): string => (watts === null ? 'unknown' : formatCount(watts))

type Proven = Pick<FreshPlan, 'proof' | 'objective' | 'value' | 'bound'>

const nothingBetter: Record<Objective, (value: number) => string> = {
  'fewest-servers': (value) => (value > 1 ? `no plan uses ${formatCount(value - 1)}` : 'no plan uses fewer'),
  'lowest-cost': () => 'no plan costs less',
  'least-stranded': () => 'no plan strands less',
  'fewest-racks': (value) => (value > 1 ? `no plan stands in ${formatCount(value - 1)}` : 'no plan stands in fewer'),
  'lowest-power': () => 'no plan draws less',
  greedy: () => 'no plan uses fewer',
}

/** Whether a plan is proven the best, and what is known otherwise. `best`: the proven plan with the fewest servers, if any. */
export function proofMark(
  plan: Proven,
  best: Proven | null = null,
): { mark: Pick<StateMark, 'tone' | 'glyph' | 'word'>; note: string } {
  const goal = firstGoals[plan.objective]
  if (plan.proof === 'optimal') {
    const note = nothingBetter[plan.objective](plan.value)
    return { mark: planWords.PROVEN, note }
  }
  if (plan.bound !== null) {
    return {
      mark: { ...planWords.GAP, word: `Gap ${goalText(goal, plan.value - plan.bound)}` },
      note: `at least ${goalText(goal, plan.bound)}, found ${goalText(goal, plan.value)}`,
    }
  }
  return { mark: planWords.NO_PROOF, note: distance(plan, best) }
}

function distance(plan: Proven, best: Proven | null): string {
  if (best === null || best.proof !== 'optimal') return 'a better plan may exist'
  const above = plan.value - best.value
  return above > 0 ? `${countOf(above, 'server')} above the proven fewest` : 'as few as the proven fewest'
}

/** What a plan keeps to, as it is said of the limit alone. */
export function limitText(limit: Limit, constraints: Constraints): string {
  const { maxPerRack, maxSharePerRack, surviveRackLoss, models } = constraints
  switch (limit) {
    case 'maxPerRack':
      return maxPerRack === undefined ? 'any number a rack' : `at most ${formatCount(maxPerRack)} a rack`
    case 'maxSharePerRack':
      return `at most ${maxSharePerRack ?? 100} % of the servers a rack`
    case 'surviveRackLoss':
      return `${surviveRackLoss ?? 0} % left when any rack is lost`
    case 'rackPower':
      return 'rack power budget'
    case 'models': {
      const parts = [
        models?.allow === undefined ? null : `only ${models.allow.join(', ')}`,
        models?.exclude === undefined ? null : `without ${models.exclude.join(', ')}`,
      ].filter((part) => part !== null)
      return parts.length === 0 ? 'any model' : parts.join(', ')
    }
  }
}

/** "at most 8 a rack, rack power budget, racked only". */
export function limitsText({ constraints, includeWarehouse }: PlanLimits): string {
  const set = (limit: Limit) => constraints[limit] !== undefined && constraints[limit] !== false
  const parts = LIMITS.filter(set).map((limit) => limitText(limit, constraints))
  return [...parts, includeWarehouse ? 'warehouse too' : 'racked only'].join(', ')
}

/** Items by rack in the order given; those without a rack lie in the warehouse. */
export function byRack(items: FreshPlan['items']): { rack: string | null; items: FreshPlan['items'] }[] {
  const groups = new Map<string, FreshPlan['items']>()
  for (const item of items) {
    const key = item.rack ?? ''
    groups.set(key, [...(groups.get(key) ?? []), item])
  }
  return [...groups]
    .map(([rack, members]) => ({ rack: rack === '' ? null : rack, items: members }))
    .sort((a, b) => (a.rack ?? '￿').localeCompare(b.rack ?? '￿', 'en', { numeric: true }))
}

/** How many of each model, most first. */
export function byModel(items: FreshPlan['items']): { model: string; count: number }[] {
  const counts = new Map<string, number>()
  for (const { model } of items) counts.set(model, (counts.get(model) ?? 0) + 1)
  return [...counts].map(([model, count]) => ({ model, count })).sort((a, b) => b.count - a.count)
}
