import type { Priority, TicketType } from '../../domain/ticket-state'
import type { PartFacts } from '../../domain/tickets/part-facts'

/** Something wrong with a component of a server. events: 1 where an event says so, 0 where a person does. */
export interface Fault {
  serverId: number
  type: TicketType
  priority: Priority
  component: string
  /** The kind of part it needs, where the rule says another than its type of ticket. */
  partKind?: string | null
  /** When the event says so; evidence newer than a good word takes that back. */
  at?: Date
  events: 0 | 1
  /** What is known of the part that failed (`factsOf` the event); left out where nothing is. */
  facts?: PartFacts | undefined
}

export interface FaultTicket {
  ticketId: number
  number: string
  /** This very fault opened it; false: it joined one that was open, or that an earlier fault of the same call opened. */
  opened: boolean
}

export interface FaultServer {
  id: number
  barcode: string
  datacenterId: number
  modelId: number | null
  warehouseId: number | null
}

/** One that the caller has locked, with the types of its tickets that are OPEN or IN_PROGRESS as they stand since. */
export interface LockedFaultServer extends FaultServer {
  live: ReadonlyMap<TicketType, unknown>
}

/** All faults of one type at one server. */
export interface FaultGroup {
  server: FaultServer
  type: TicketType
  priority: Priority
  components: string[]
  /** What the faults tell of those components of which they tell anything. */
  facts: Map<string, PartFacts>
  /** The kinds of part of those components whose rule says another than the type of ticket. */
  partKinds: Map<string, string>
  events: number
}

export interface LiveTicket {
  id: number
  number: string
  serverId: number
  type: TicketType
  priority: Priority
}
