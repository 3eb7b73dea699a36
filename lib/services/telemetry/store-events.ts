import type { TxCtx } from '../../db/context'
import type { ParsedEvent } from './parse-events'

export interface StoredEvent extends ParsedEvent {
  serverId: number
  outcome: string
  reason: string | null
  ticketId: number | null
}

/** Writes events with what became of them, in one statement. */
export async function storeEvents(tx: TxCtx, events: readonly StoredEvent[]): Promise<void> {
  if (events.length === 0) return
  await tx.db.$executeRaw`
    INSERT INTO telemetry_events (server_id, ts, kind, payload, hash, given_hash, outcome, reason, ticket_id, received_at)
    SELECT n.server_id, n.ts, n.kind, n.payload::jsonb, decode(n.hash, 'hex'), nullif(n.given_hash, ''), n.outcome,
           nullif(n.reason, ''), nullif(n.ticket_id, 0), ${tx.clock()}
    FROM unnest(${events.map((event) => event.serverId)}::int[], ${events.map((event) => event.ts.toISOString())}::timestamptz[],
                ${events.map((event) => event.kind)}::text[], ${events.map((event) => JSON.stringify(event.payload))}::text[],
                ${events.map((event) => event.hash)}::text[], ${events.map((event) => event.givenHash ?? '')}::text[],
                ${events.map((event) => event.outcome)}::text[], ${events.map((event) => event.reason ?? '')}::text[],
                ${events.map((event) => event.ticketId ?? 0)}::int[])
         WITH ORDINALITY AS n(server_id, ts, kind, payload, hash, given_hash, outcome, reason, ticket_id, position)
    ORDER BY n.position`
}
