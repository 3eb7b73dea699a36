import type { Conflict } from '../../contracts/planning/order'
import type { FreshPlan } from '../../contracts/planning/plan'
import { AppError } from '../../domain/errors'
import { ineligibleReason } from '../../domain/planning/eligibility'
import { eligibilityOf, type ServerFacts } from '../planning/load-server-facts'
import type { PlanToAllocate } from './plan-to-allocate'

/** Servers of a plan that are no longer free. Leaves the transaction, and gets its fresh plan outside (withFreshPlan). */
export class AllocationConflict extends AppError {
  readonly plan: PlanToAllocate
  readonly conflicts: readonly Conflict[]

  /** In plan order, as they were looked at; empty where only the database's own constraint knew. */
  readonly servers: readonly ServerFacts[]

  constructor(
    orderNumber: string,
    plan: PlanToAllocate,
    conflicts: readonly Conflict[],
    more: { servers?: readonly ServerFacts[]; freshPlan?: FreshPlan } = {},
  ) {
    const { servers = [], ...offered } = more
    super('allocation-conflict', inWords(orderNumber, conflicts), { details: { conflicts, ...offered } })
    this.plan = plan
    this.conflicts = conflicts
    this.servers = servers
  }
}

function inWords(orderNumber: string, conflicts: readonly Conflict[]): string {
  const [first] = conflicts
  const which = conflicts.length === 1 ? 'One server' : `${conflicts.length} servers`
  return `${which} of the plan of order ${orderNumber} can no longer be had${first ? `: ${first.barcode}. ${first.reason}` : '.'}`
}

/** By the predicate of planning, asked again: each server that may not be promised, and who holds it or why. */
export function conflictsOf(
  servers: readonly ServerFacts[],
  plan: { includeWarehouse: boolean },
  at: { datacenterId: number; now: Date },
): Conflict[] {
  const rules = { includeWarehouse: plan.includeWarehouse, now: at.now }
  return servers.flatMap((server): Conflict[] => {
    const words =
      server.order === null ? ineligibleReason(eligibilityOf(server), rules)?.words : `Order ${server.order} holds it.`
    const reason = words ?? (server.datacenterId === at.datacenterId ? undefined : 'It is in another datacenter now.')
    if (reason === undefined) return []
    const { barcode, state, order } = server
    return [{ barcode, state, ...(order === null ? {} : { order }), reason }]
  })
}
