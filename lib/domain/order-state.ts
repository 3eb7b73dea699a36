import { type ActionState, action, defineMachine } from './state-machine'

export const ORDER_STATES = [
  'DRAFT',
  'PLANNED',
  'ALLOCATED',
  'PROVISIONING',
  'ACTIVE',
  'FAILED',
  'RELEASING',
  'RELEASED',
  'CANCELLED',
] as const

export type OrderState = (typeof ORDER_STATES)[number]

export type OrderTransitionBy =
  | 'plan'
  | 'drop-plan'
  | 'allocate'
  | 'provision'
  | 'jobs-ended'
  | 'retry'
  | 'cancel'
  | 'release'
  | 'wipes-ended'

/** The life of an order. PLANNED planned again stays PLANNED: no arrow, the plan is superseded. */
export const orderMachine = defineMachine<OrderState, OrderTransitionBy>({
  states: ORDER_STATES,
  transitions: [
    { from: 'DRAFT', to: 'PLANNED', by: 'plan' },
    { from: 'DRAFT', to: 'CANCELLED', by: 'cancel' },
    { from: 'PLANNED', to: 'ALLOCATED', by: 'allocate' },
    { from: 'PLANNED', to: 'DRAFT', by: 'drop-plan' },
    { from: 'PLANNED', to: 'CANCELLED', by: 'cancel' },
    { from: 'ALLOCATED', to: 'PROVISIONING', by: 'provision' },
    // Planned anew: its servers are given back.
    { from: 'ALLOCATED', to: 'PLANNED', by: 'plan' },
    { from: 'ALLOCATED', to: 'CANCELLED', by: 'cancel' },
    { from: 'PROVISIONING', to: 'ACTIVE', by: 'jobs-ended' },
    { from: 'PROVISIONING', to: 'FAILED', by: 'jobs-ended' },
    { from: 'PROVISIONING', to: 'CANCELLED', by: 'cancel' },
    { from: 'FAILED', to: 'PROVISIONING', by: 'retry' },
    { from: 'FAILED', to: 'CANCELLED', by: 'cancel' },
    { from: 'ACTIVE', to: 'RELEASING', by: 'release' },
    { from: 'RELEASING', to: 'RELEASED', by: 'wipes-ended' },
  ],
})

export type OrderAction = 'plan' | 'drop-plan' | 'allocate' | 'provision' | 'retry' | 'cancel' | 'release' | 'replace'

/** What is known of an order where its buttons are drawn. */
export type OrderFacts = {
  status: OrderState
  hasCurrentPlan: boolean
  /** A cancel was asked for and its jobs have not all ended. */
  cancelRequested?: boolean
  /** Barcodes of servers that must be racked, or need a BMC, before provisioning. */
  notRacked?: readonly string[]
  noBmc?: readonly string[]
  /** Barcodes of lost servers without a substitute yet. */
  degraded?: readonly string[]
}

/** Every action on an order, in the order its buttons stand, with the reason where it is refused. */
export function orderActions(facts: OrderFacts): ActionState<OrderAction, OrderState>[] {
  return [
    action('plan', 'Plan', refusePlan(facts), 'PLANNED'),
    action('drop-plan', 'Drop the plan', refuse(facts, ['PLANNED'], 'has no plan that could be dropped'), 'DRAFT'),
    action('allocate', 'Allocate', refuseAllocate(facts), 'ALLOCATED'),
    action('provision', 'Provision', refuseProvision(facts), 'PROVISIONING'),
    action('retry', 'Retry failed jobs', refuse(facts, ['FAILED'], 'has no failed job'), 'PROVISIONING'),
    action('replace', 'Replace a lost server', refuseReplace(facts)),
    action('release', 'Release', refuseRelease(facts), 'RELEASING'),
    action('cancel', 'Cancel', refuseCancel(facts), 'CANCELLED'),
  ]
}

const PLANNABLE: readonly OrderState[] = [...orderMachine.sources('PLANNED'), 'PLANNED']
/** The states in which an order holds servers that can be lost and replaced. */
export const REPLACEABLE: readonly OrderState[] = ['ALLOCATED', 'PROVISIONING', 'ACTIVE', 'FAILED']

function refuse(facts: OrderFacts, from: readonly OrderState[], why: string): string | null {
  return from.includes(facts.status) ? null : `The order is ${inWords(facts.status)} and ${why}.`
}

function refusePlan(facts: OrderFacts): string | null {
  return refuse(facts, PLANNABLE, 'its servers are no longer a plan’s to choose')
}

function refuseAllocate(facts: OrderFacts): string | null {
  if (facts.status === 'DRAFT' || (facts.status === 'PLANNED' && !facts.hasCurrentPlan)) return 'Needs a plan first.'
  return refuse(facts, orderMachine.sources('ALLOCATED'), 'its servers are allocated already or given back')
}

function refuseProvision(facts: OrderFacts): string | null {
  if (facts.status === 'DRAFT' || facts.status === 'PLANNED') return 'Needs its servers allocated first.'
  if (facts.status === 'FAILED') return 'Retry the failed jobs instead.'
  const state = refuse(facts, ['ALLOCATED'], 'was provisioned already')
  if (state) return state
  if (facts.notRacked?.length) return `Not in a rack: ${facts.notRacked.join(', ')}.`
  if (facts.noBmc?.length) return `No BMC: ${facts.noBmc.join(', ')}.`
  return null
}

function refuseReplace(facts: OrderFacts): string | null {
  const state = refuse(facts, REPLACEABLE, 'takes no substitutes')
  if (state) return state
  return facts.degraded?.length ? null : 'No server of this order is lost.'
}

function refuseRelease(facts: OrderFacts): string | null {
  if (orderMachine.canGo(facts.status, 'CANCELLED')) return 'Not active yet: cancel it instead.'
  return refuse(facts, ['ACTIVE'], 'cannot be released')
}

function refuseCancel(facts: OrderFacts): string | null {
  if (facts.status === 'PROVISIONING' && facts.cancelRequested) return 'Being cancelled: its jobs are ending.'
  if (facts.status === 'ACTIVE') return 'In use: release it instead.'
  return refuse(facts, orderMachine.sources('CANCELLED'), 'cannot be cancelled')
}

function inWords(status: OrderState): string {
  return status.toLowerCase().replaceAll('_', ' ')
}
