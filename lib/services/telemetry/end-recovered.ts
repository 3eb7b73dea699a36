import type { TxCtx } from '../../db/context'
import type { Verdict } from '../../domain/telemetry/judge-events'
import type { TicketType } from '../../domain/ticket-state'
import { closeTickets } from '../tickets/close-tickets'
import { recoverComponents } from '../tickets/recover-components'
import type { LockedServer } from './lock-judged-servers'
import type { PlacedEvent } from './placed-event'

type Judged = { event: PlacedEvent; verdict: Verdict }
type Recovers = Extract<Verdict, { kind: 'recovers' }>
type Reference = { ticketId: number | null; ticket: string | undefined }

/** What the note of a ticket that ends by itself says; where somebody is at it, only an answer ends it as DONE. */
const ENDS: Partial<Record<TicketType, { worked: boolean; reason: string }>> = {
  REBOOT: { worked: true, reason: 'The server answers again.' },
  CHECK_COOLING: { worked: false, reason: 'Every sensor it was about has cooled down.' },
}

/**
 * Good words on components of live tickets: they are marked, and a ticket about what heals by itself ends with its last one,
 * unless it came and went so often that somebody has to look. Returns the ticket of each such event.
 */
export async function endRecovered(
  tx: TxCtx,
  judged: readonly Judged[],
  servers: ReadonlyMap<number, LockedServer>,
): Promise<(event: PlacedEvent, verdict: Recovers) => Reference> {
  const found = judged.flatMap(({ event, verdict }) => {
    if (verdict.kind !== 'recovers') return []
    const ticket = servers.get(event.server.id)?.tickets.get(verdict.type)
    return ticket === undefined ? [] : [{ ticket, verdict, event }]
  })
  const whole = await recoverComponents(
    tx,
    found.map(({ ticket, verdict, event }) => ({
      ...{ ticketId: ticket.ticketId, number: ticket.number, components: verdict.components, at: new Date(event.time) },
    })),
  )
  for (const [type, end] of Object.entries(ENDS)) {
    const over = found.filter(
      ({ ticket, verdict }) =>
        verdict.type === type && verdict.heals && !verdict.flapping && whole.has(ticket.ticketId),
    )
    const ticketIds = [...new Set(over.map(({ ticket }) => ticket.ticketId))]
    await closeTickets(tx, {
      ticketIds,
      ...end,
      leave: end.worked ? [] : ['IN_PROGRESS'],
      action: 'telemetry.ingest-events',
    })
  }
  return (event, verdict) => {
    const ticket = servers.get(event.server.id)?.tickets.get(verdict.type)
    return { ticketId: ticket?.ticketId ?? null, ticket: ticket?.number }
  }
}
