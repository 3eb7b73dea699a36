import type { EventServer } from './find-servers'
import type { ParsedEvent } from './parse-events'

/** A valid event with its server. */
export interface PlacedEvent extends ParsedEvent {
  server: EventServer
}
