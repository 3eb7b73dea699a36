import { ingestEvents } from '../../services/telemetry/ingest-events'
import type { TestWorld } from '../context'
import { aCareSite, smartFail } from '../factories/tickets'

const SENDERS = 64

export interface TicketRound {
  opened: number
  tickets: number
  accepted: number
  duplicates: number
  eventCount: number
  components: number
}

/**
 * 64 requests at once, each on a connection of its own, about one server: the same event in all, or a different one in
 * each. A server of its own a round.
 */
export async function raceEvents(
  world: TestWorld,
  kind: 'identical' | 'different',
  rounds: number,
): Promise<TicketRound[]> {
  const seen: TicketRound[] = []
  let servers: string[] = []
  for (let round = 0; round < rounds; round++) {
    if (servers.length === 0) servers = (await aCareSite(world.db, 20)).servers.map((server) => server.barcode)
    const barcode = servers.pop() ?? ''
    const same = smartFail(barcode, 'SAME')
    const answers = await Promise.all(
      Array.from({ length: SENDERS }, (_, i) =>
        ingestEvents(world.ctx, { events: [kind === 'identical' ? same : smartFail(barcode, `DISK-${i % 4}`)] }),
      ),
    )
    const sum = (value: (answer: (typeof answers)[number]) => number) => answers.reduce((n, one) => n + value(one), 0)
    const tickets = await world.db.ticket.findMany({
      where: { server: { barcode } },
      select: { eventCount: true, _count: { select: { components: true } } },
    })
    seen.push({
      opened: sum((answer) => answer.ticketsOpened),
      tickets: tickets.length,
      accepted: sum((answer) => answer.accepted),
      duplicates: sum((answer) => answer.duplicates),
      eventCount: tickets[0]?.eventCount ?? 0,
      components: tickets[0]?._count.components ?? 0,
    })
  }
  return seen
}

/** What every round has to be. */
export const IDENTICAL_ROUND: TicketRound = {
  opened: 1,
  tickets: 1,
  accepted: 1,
  duplicates: SENDERS - 1,
  eventCount: 1,
  components: 1,
}
export const DIFFERENT_ROUND: TicketRound = {
  opened: 1,
  tickets: 1,
  accepted: SENDERS,
  duplicates: 0,
  eventCount: SENDERS,
  components: 4,
}
