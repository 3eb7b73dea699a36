import type { TicketLocks } from '@/components/tickets/ticket-moves'
import { lockOf } from '@/lib/auth/page-locks'

/** Why this person can't open, edit, move and settle tickets; null where they can. */
export function ticketLocks(ctx: Parameters<typeof lockOf>[0]): TicketLocks {
  return {
    open: lockOf(ctx, 'tickets.open-ticket'),
    edit: lockOf(ctx, 'tickets.edit-ticket'),
    move: lockOf(ctx, 'tickets.move-ticket'),
    settle: lockOf(ctx, 'tickets.resolve-component'),
  }
}
