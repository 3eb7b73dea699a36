import { codeArray, idArray, intArray } from '../../db/array-literal'
import type { TxCtx } from '../../db/context'
import { unseen } from '../../db/once-planned'

export interface JudgedEvent {
  id: bigint
  /** As text in UTC. */
  at: string
  outcome: string
  reason: string | null
  ticketId: number | null
}

/** Writes what became of events that were stored before they were judged, in one statement, or none. */
export async function storeOutcomes(tx: TxCtx, events: readonly JudgedEvent[]): Promise<void> {
  if (events.length === 0) return
  await tx.db.$executeRaw`
    UPDATE telemetry_events e SET outcome = n.outcome, reason = n.reason, ticket_id = n.ticket_id
    FROM unnest(${unseen.as('bigint[]', idArray(events.map((event) => event.id)))}, ${unseen.as('timestamptz[]', codeArray(events.map((event) => event.at)))},
                ${unseen.as('text[]', codeArray(events.map((event) => event.outcome)))}, ${unseen.texts(events.map((event) => event.reason))},
                ${unseen.as('int[]', intArray(events.map((event) => event.ticketId)))}) AS n(id, ts, outcome, reason, ticket_id)
    WHERE e.ts = n.ts AND e.id = n.id`
}
