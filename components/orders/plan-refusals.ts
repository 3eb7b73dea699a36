import type { Problem } from '@/lib/client/problem'
import type { Conflict } from '@/lib/contracts/planning/order'
import type { FreshPlan, InfeasibleDetails } from '@/lib/contracts/planning/plan'

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
const listOf = (value: unknown): Record<string, unknown>[] => (Array.isArray(value) ? value.filter(isRecord) : [])

/** What is short and what would do instead, from a 422; null of any other refusal. */
export function infeasibleOf(problem: Problem): InfeasibleDetails | null {
  const details: Record<string, unknown> = problem
  // The server's own answer, typed by the contract: only its presence is in question.
  return problem.code === 'infeasible' && Array.isArray(details.shortfall) ? (details as InfeasibleDetails) : null
}

/** The servers that an allocation lost, from a 409's `conflicts`. */
export function conflictsOf(problem: Problem): Conflict[] {
  return listOf(problem.conflicts).map((entry) => ({
    barcode: String(entry.barcode),
    state: String(entry.state),
    reason: String(entry.reason),
    ...(typeof entry.order === 'string' ? { order: entry.order } : {}),
  }))
}

/** The plan that would work now, computed with the refusal and not saved; null where there is none. */
export function freshPlanOf(problem: Problem): FreshPlan | null {
  const plan = problem.freshPlan
  // The server's own answer, typed by the contract: only its presence is in question.
  return isRecord(plan) && Array.isArray(plan.items) && isRecord(plan.totals) ? (plan as FreshPlan) : null
}
