import { compositeScore, type Weights } from './composite-score'
import type { Goal, Objective } from './plan'
import type { ServerClass } from './supply'

const FIRST = {
  'fewest-servers': 'servers',
  'lowest-cost': 'cost',
  'least-stranded': 'stranded',
  'lowest-power': 'power',
  'fewest-racks': 'racks',
} as const satisfies Record<Exclude<Objective, 'greedy'>, Goal>

const THEN = ['servers', 'stranded', 'firmware', 'warehouse', 'racks'] as const satisfies readonly Goal[]

/** The goals of an objective in their order: each is settled before the next is looked at. */
export function goalsOf(objective: Exclude<Objective, 'greedy'>): Goal[] {
  const first = FIRST[objective]
  return [first, ...THEN.filter((goal) => goal !== first)]
}

/** What one server of the class adds to the goal: a whole number ≥ 0. Racks are no sum over servers. */
export function costOf(goal: Exclude<Goal, 'racks'>, of: ServerClass, weights: Weights): number {
  switch (goal) {
    case 'servers':
      return 1
    case 'cost':
      return of.costCents ?? 0
    case 'power':
      return of.powerW ?? 0
    case 'stranded':
      return compositeScore(of, weights)
    case 'firmware':
      return of.firmwareAtTarget ? 0 : 1
    case 'warehouse':
      return of.inWarehouse ? 1 : 0
  }
}

/** Goals for which servers of one model are all the same, whatever their firmware and wherever they stand. */
export function isOfModel(goal: Goal): boolean {
  return goal !== 'firmware' && goal !== 'warehouse' && goal !== 'racks'
}
