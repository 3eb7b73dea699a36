import { formatCount, formatMoney } from '@/components/ui/numbers'
import type { FreshPlan, PlanView } from '@/lib/contracts/planning/plan'
import type { Objective } from '@/lib/domain/planning/plan'
import type { StateMark } from '@/lib/domain/state-words'

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

/** What an objective counts, for a bound: "19 servers". */
export function valueText(objective: Objective, value: number): string {
  switch (objective) {
    case 'fewest-servers':
    case 'greedy':
      return `${formatCount(value)} servers`
    case 'lowest-cost':
      return costText(value)
    case 'least-stranded':
      return `${formatCount(value)} points`
    case 'fewest-racks':
      return `${formatCount(value)} racks`
    case 'lowest-power':
      return `${formatCount(value)} W`
  }
}

/** null: a model of the plan has no cost, or no watts, on record. */
export const costText = (cents: number | null): string => (cents === null ? 'unknown' : formatMoney(cents, CURRENCY))
export const wattsText = (watts: number | null): string => (watts === null ? 'unknown' : formatCount(watts))

/** Whether a plan is proven the best, and what is known otherwise. */
export function proofMark(plan: Pick<FreshPlan, 'proof' | 'objective' | 'value' | 'bound'>): {
  mark: Pick<StateMark, 'tone' | 'glyph' | 'word'>
  note: string
} {
  if (plan.proof === 'optimal') {
    return {
      mark: { tone: 'free', glyph: 'ringed-check', word: 'Proven optimal' },
      note: `no plan is better by ${objectiveWords[plan.objective].toLowerCase()}`,
    }
  }
  if (plan.bound !== null) {
    return {
      mark: { tone: 'warn', glyph: 'hourglass', word: 'Gap' },
      note: `found ${valueText(plan.objective, plan.value)}, at best ${valueText(plan.objective, plan.bound)}`,
    }
  }
  return { mark: { tone: 'idle', glyph: 'dashed-ring', word: 'No proof' }, note: 'a better plan may exist' }
}

/** "at most 8 a rack, rack power budget, racked only". */
export function limitsText(plan: Pick<PlanView, 'constraints' | 'includeWarehouse'>): string {
  const { constraints, includeWarehouse } = plan
  return [
    constraints.maxPerRack === undefined ? null : `at most ${formatCount(constraints.maxPerRack)} a rack`,
    constraints.maxSharePerRack === undefined ? null : `at most ${constraints.maxSharePerRack} % a rack`,
    constraints.rackPower === true ? 'rack power budget' : null,
    constraints.models?.allow === undefined ? null : `only ${constraints.models.allow.join(', ')}`,
    constraints.models?.exclude === undefined ? null : `without ${constraints.models.exclude.join(', ')}`,
    includeWarehouse ? 'warehouse too' : 'racked only',
  ]
    .filter((part) => part !== null)
    .join(', ')
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
