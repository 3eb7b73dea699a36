import type { ServerLocks } from '@/components/servers/server-facts'
import type { TicketLocks } from '@/components/tickets/ticket-moves'

/** Who scans, and why this person may not do each thing that comes after a scan; null where they may. */
export interface NextLocks {
  me: string
  server: ServerLocks
  ticket: TicketLocks
  /** Counting a rack or a warehouse. */
  count: string | null
}
