import type { editTicket } from '@/lib/actions/ticket-actions'
import { keysOf } from '@/lib/client/shortcuts'
import type { TicketView } from '@/lib/contracts/tickets/ticket'
import { ticketActions, ticketMachine } from '@/lib/domain/ticket-state'
import { unsettledComponents } from '@/lib/domain/tickets/unsettled'

/** An edit as a screen sends it. */
export type TicketEdit = Parameters<typeof editTicket>[0]

export type MoveName = 'take' | 'start' | 'close' | 'put-back' | 'wont-fix'

export interface Move {
  name: MoveName
  /** The letter that does the same. */
  key: string
  label: string
  /** Why not, in words; null where it may be done. */
  refusal: string | null
}

/** Why this person may not, by operation; null where they may. */
export interface TicketLocks {
  open: string | null
  edit: string | null
  photo: string | null
  move: string | null
  settle: string | null
}

const keyOf = (move: MoveName): string => keysOf(`board-${move}`)[0]?.toUpperCase() ?? ''
const labels: Record<Exclude<MoveName, 'take'>, string> = {
  start: 'Start',
  close: 'Done',
  'put-back': 'Put back',
  'wont-fix': 'Won’t fix…',
}

/** Every move of a ticket, in the order its buttons stand; refused ones keep their place, with the reason. */
export function movesOf(ticket: TicketView, me: string, locks: TicketLocks): Move[] {
  const actions = ticketActions({ status: ticket.status, waiting: unsettledComponents(ticket.components) })
  return [
    {
      name: 'take',
      key: keyOf('take'),
      label: ticket.assignee === undefined || ticket.assignee === me ? 'Take it' : 'Take over',
      refusal: locks.edit ?? refuseTaking(ticket, me),
    },
    ...actions.map(({ action, allowed, reason }) => ({
      name: action,
      key: keyOf(action),
      label: labels[action],
      refusal: locks.move ?? (allowed ? null : (reason ?? 'Not from here.')),
    })),
  ]
}

function refuseTaking(ticket: TicketView, me: string): string | null {
  if (ticketMachine.isFinal(ticket.status)) return 'The ticket is closed.'
  return ticket.assignee === me ? 'It is yours already.' : null
}

/** The one reason worth a line beside the buttons: what keeps everybody out, else what keeps the ticket from its next step. */
export function reasonToShow(moves: readonly Move[]): string | null {
  const [first, ...others] = moves.map((move) => move.refusal)
  if (first !== undefined && first !== null && others.every((refusal) => refusal === first)) return first
  const next = moves.find((move) => move.name === 'close')?.refusal ?? null
  return next === 'It is there already.' ? null : next
}

/** What a move asks of the server. Taking names the version it saw, so that two who take at once are told apart. */
export function moveInput(ticket: TicketView, move: MoveName, me: string, note?: string): TicketEdit {
  const { number } = ticket
  switch (move) {
    case 'take':
      return { number, assignee: me, ifMatch: [ticket.version] }
    case 'start':
      return ticket.assignee === undefined
        ? { number, status: 'IN_PROGRESS', assignee: me }
        : { number, status: 'IN_PROGRESS' }
    case 'close':
      return { number, status: 'DONE' }
    case 'put-back':
      return { number, status: 'OPEN', assignee: null }
    case 'wont-fix':
      return note === undefined ? { number, status: 'WONT_FIX' } : { number, status: 'WONT_FIX', note }
  }
}

/** How the card looks while the server has not answered yet. `now` in ISO. */
export function expectedChange(input: TicketEdit, now: string): Partial<TicketView> {
  const { status, assignee } = input
  const ends = status === 'DONE' || status === 'WONT_FIX'
  return {
    ...(status === undefined ? {} : { status }),
    ...(assignee === undefined ? {} : { assignee: assignee ?? undefined }),
    ...(status === 'IN_PROGRESS' ? { startedAt: now } : {}),
    ...(ends ? { endedAt: now } : {}),
  }
}
