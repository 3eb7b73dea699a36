import { codeArray, intArray, textArray } from '../../db/array-literal'
import type { TxCtx } from '../../db/context'
import type { ParsedEvent } from './parse-events'
import { jsonList } from './payload-list'

export interface StoredEvent extends ParsedEvent {
  id: bigint
  serverId: number
  outcome: string
  reason: string | null
  ticketId: number | null
}

/** Writes events with what became of them, in one statement. */
export async function storeEvents(tx: TxCtx, events: readonly StoredEvent[]): Promise<void> {
  if (events.length === 0) return
  await tx.db.$executeRaw`
    INSERT INTO telemetry_events (id, server_id, ts, kind, payload, hash, given_hash, outcome, reason, ticket_id, received_at)
    SELECT n.id, n.server_id, n.ts, n.kind, n.payload, decode(n.hash, 'hex'), n.given_hash, n.outcome, n.reason, n.ticket_id, ${tx.clock()}
    FROM ROWS FROM (
      unnest(${`{${events.map((event) => event.id).join(',')}}`}::bigint[], ${intArray(events.map((event) => event.serverId))}::int[], ${codeArray(events.map((event) => event.at))}::timestamptz[],
             ${codeArray(events.map((event) => event.kind))}::text[], ${codeArray(events.map((event) => event.hash))}::text[],
             ${textArray(events.map((event) => event.givenHash))}::text[], ${codeArray(events.map((event) => event.outcome))}::text[],
             ${textArray(events.map((event) => event.reason))}::text[], ${intArray(events.map((event) => event.ticketId))}::int[]),
      jsonb_array_elements(convert_from(${jsonList(events)}, 'UTF8')::jsonb)
    ) WITH ORDINALITY AS n(id, server_id, ts, kind, hash, given_hash, outcome, reason, ticket_id, payload, position)
    ORDER BY n.position`
}
