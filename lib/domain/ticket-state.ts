import { type ActionState, action, defineMachine } from './state-machine'

export const TICKET_STATES = ['OPEN', 'IN_PROGRESS', 'DONE', 'WONT_FIX'] as const
export type TicketState = (typeof TICKET_STATES)[number]

export const TICKET_TYPES = ['REPLACE_DISK', 'REPLACE_RAM', 'CHECK_COOLING', 'REBOOT'] as const
export type TicketType = (typeof TICKET_TYPES)[number]

export const PRIORITIES = ['HIGH', 'NORMAL', 'LOW'] as const
export type Priority = (typeof PRIORITIES)[number]

/** system: HOST_REACHABLE ends a REBOOT ticket, a scrapped server's tickets are closed; both use the same arrows. */
export type TicketTransitionBy = 'crew'

/** The life of a ticket. DONE is final: the same fault later is a new ticket with `repeatOf`. */
export const ticketMachine = defineMachine<TicketState, TicketTransitionBy>({
  states: TICKET_STATES,
  transitions: [
    { from: 'OPEN', to: 'IN_PROGRESS', by: 'crew' },
    { from: 'OPEN', to: 'WONT_FIX', by: 'crew' },
    { from: 'IN_PROGRESS', to: 'DONE', by: 'crew' },
    { from: 'IN_PROGRESS', to: 'WONT_FIX', by: 'crew' },
    { from: 'IN_PROGRESS', to: 'OPEN', by: 'crew' },
  ],
})

/** OPEN and IN_PROGRESS: the ones that take further events, and of which a server has one per type. */
export const LIVE_TICKET_STATES = ['OPEN', 'IN_PROGRESS'] as const satisfies readonly TicketState[]

/** A server is mended twice; the third time retiring it is worth a thought. */
export function suggestsRetiring(repairsBefore: number): boolean {
  return repairsBefore >= 2
}

export type TicketAction = 'start' | 'put-back' | 'close' | 'wont-fix'

export type TicketFacts = {
  status: TicketState
  /** Names of components that are neither replaced nor found not needed. */
  waiting: readonly string[]
}

/** Every move of a ticket, in the order its buttons stand, with the reason where it is refused. */
export function ticketActions(facts: TicketFacts): ActionState<TicketAction, TicketState>[] {
  return [
    action('start', 'Start', refuseMove(facts, 'IN_PROGRESS'), 'IN_PROGRESS'),
    action('close', 'Done', refuseMove(facts, 'DONE'), 'DONE'),
    action('put-back', 'Put back', refuseMove(facts, 'OPEN'), 'OPEN'),
    action('wont-fix', 'Won’t fix', refuseMove(facts, 'WONT_FIX'), 'WONT_FIX'),
  ]
}

function refuseMove(facts: TicketFacts, to: TicketState): string | null {
  const { status, waiting } = facts
  if (status === to) return 'It is there already.'
  if (ticketMachine.isFinal(status)) return 'The ticket is closed. The same fault later is a new ticket.'
  if (!ticketMachine.canGo(status, to)) return to === 'DONE' ? 'Start it first.' : 'Not from here.'
  if (to === 'DONE' && waiting.length > 0) return `Still waiting: ${waiting.join(', ')}. Say replaced or not needed.`
  return null
}
