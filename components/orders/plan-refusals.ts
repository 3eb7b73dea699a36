import type { Problem } from '@/lib/client/problem'
import type { Conflict } from '@/lib/contracts/planning/order'
import type { FreshPlan } from '@/lib/contracts/planning/plan'
import type { Shortfall } from '@/lib/domain/planning/plan'

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
const listOf = (value: unknown): Record<string, unknown>[] => (Array.isArray(value) ? value.filter(isRecord) : [])

const words = ['cpuCores', 'ramGb', 'nvmeGb', 'servers'] as const

/** Of what a plan is short, from a 422's `shortfall`. */
export function shortfallOf(problem: Problem): Shortfall[] {
  return listOf(problem.shortfall).flatMap((entry) => {
    const resource = words.find((word) => word === entry.resource)
    if (resource === undefined) return []
    const line = typeof entry.line === 'number' ? { line: entry.line } : {}
    return [{ resource, asked: Number(entry.asked) || 0, available: Number(entry.available) || 0, ...line }]
  })
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
