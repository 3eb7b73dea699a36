import type { OrderLocks } from '@/components/orders/order-buttons'
import type { ConfirmedAction } from '@/components/orders/order-confirm'
import type { NextAction, ServerLocks } from '@/components/servers/server-facts'
import type { MoveName, TicketLocks } from '@/components/tickets/ticket-moves'
import type { ServerView } from '@/lib/contracts/inventory/server'
import type { OrderView } from '@/lib/contracts/planning/order'
import type { TicketView } from '@/lib/contracts/tickets/ticket'
import type { ThemeChoice } from './preferences'

/** Why this person may not do what the palette offers; null where they may. */
export interface PaletteLocks {
  /** The name that a ticket's assignee has. */
  me: string
  server: ServerLocks
  order: OrderLocks
  ticket: TicketLocks
}

/** What an action of the palette does where it leads to no page: at once, or in a dialog over the page. */
export type PaletteIntent =
  | { on: 'server'; server: ServerView; action: NextAction }
  | { on: 'order'; order: OrderView; action: ConfirmedAction }
  | { on: 'ticket'; ticket: TicketView; move: MoveName }
  | { on: 'new-ticket' }
  | { on: 'keys' }
  | { on: 'theme'; theme: ThemeChoice }
