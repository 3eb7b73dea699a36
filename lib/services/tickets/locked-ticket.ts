import type { Priority, TicketState } from '../../domain/ticket-state'

/** A ticket whose row this transaction has locked. */
export interface LockedTicket {
  id: number
  number: string
  status: TicketState
  priority: Priority
  version: number
  assignee: string | null
  serverId: number
  datacenterId: number
}
