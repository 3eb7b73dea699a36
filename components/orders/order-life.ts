import type { AuditView } from '@/lib/contracts/audit/audit'
import type { OrderView } from '@/lib/contracts/planning/order'
import { ORDER_STATES, type OrderState, orderMachine } from '@/lib/domain/order-state'

export interface LifeStep {
  state: OrderState
  when: 'passed' | 'now' | 'to-come'
  /** When it came there last; unknown where the audit log may not be read. */
  at?: string | undefined
}

/** The way an order takes when nothing goes wrong; its end is drawn once it has begun. */
const WAY: readonly OrderState[] = ['DRAFT', 'PLANNED', 'ALLOCATED', 'PROVISIONING', 'ACTIVE']
const END: readonly OrderState[] = ['RELEASING', 'RELEASED']

/** When the order came to each state last, from its audit entries. */
export function arrivals(entries: readonly Pick<AuditView, 'at' | 'to'>[]): Partial<Record<OrderState, string>> {
  const found: Partial<Record<OrderState, string>> = {}
  for (const { at, to } of entries) {
    const state = ORDER_STATES.find((one) => one === to)
    if (state === undefined) continue
    const known = found[state]
    if (known === undefined || at > known) found[state] = at
  }
  return found
}

/** The life of an order as steps: what lies behind it with the time, where it stands, what is to come. */
export function lifeSteps(
  order: Pick<OrderView, 'status' | 'statusSince' | 'createdAt'>,
  came: Partial<Record<OrderState, string>>,
): LifeStep[] {
  const { status } = order
  const atOf = (state: OrderState) => {
    if (state === status) return order.statusSince
    return came[state] ?? (state === 'DRAFT' ? order.createdAt : undefined)
  }
  return wayOf(status, came).map((state, index, all) => {
    const now = all.indexOf(status)
    const when = index === now ? 'now' : index < now ? 'passed' : 'to-come'
    return { state, when, ...(when === 'to-come' ? {} : { at: atOf(state) }) }
  })
}

function wayOf(status: OrderState, came: Partial<Record<OrderState, string>>): readonly OrderState[] {
  if (status === 'FAILED') return WAY.toSpliced(WAY.indexOf('ACTIVE'), 0, 'FAILED')
  if (status === 'CANCELLED') return [...WAY.filter((state) => wasIn(state, came)), 'CANCELLED']
  return END.includes(status) ? [...WAY, ...END] : WAY
}

/** Of a cancelled order: it was a draft, and went as far as the log says. Only states that can be cancelled are on its way. */
function wasIn(state: OrderState, came: Partial<Record<OrderState, string>>): boolean {
  return orderMachine.canGo(state, 'CANCELLED') && (state === 'DRAFT' || came[state] !== undefined)
}
