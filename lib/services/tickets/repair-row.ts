import type { TicketRow } from './ticket-view'

/** A ticket as the steps of its repair look at it, its row locked. */
export interface RepairTicket {
  id: number
  number: string
  serverId: number
  datacenterId: number
  row: TicketRow
}

export type RepairComponentRow = TicketRow['components'][number]
