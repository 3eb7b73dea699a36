import type { ServerLocks } from '@/components/servers/server-facts'
import type { ServerView } from '@/lib/contracts/inventory/server'
import type { TicketView } from '@/lib/contracts/tickets/ticket'
import { ticketMachine } from '@/lib/domain/ticket-state'

/** A server that its closed ticket left in repair. */
export interface LeftServer {
  server: ServerView
  /** The live ticket that keeps it there, and gives it back. */
  keeper: string | null
  locks: ServerLocks
}

/** The ticket is closed and its server still in repair: nobody mended it, it left its rack, or another ticket keeps it. */
export function leftInRepair({ status, serverState }: Pick<TicketView, 'status' | 'serverState'>): boolean {
  return ticketMachine.isFinal(status) && serverState === 'REPAIRING'
}

/** Why it is still there, in words. */
export function leftWords({ status, place }: Pick<TicketView, 'status' | 'place'>): string {
  if (status === 'WONT_FIX') return 'This ticket was left undone, so nothing gives it back by itself. Where does it go?'
  if (place.rack === undefined) return 'It left its rack for the repair. Scan it in where it stands now.'
  return 'This ticket did not take it out of service, so it does not give it back. Where does it go?'
}
