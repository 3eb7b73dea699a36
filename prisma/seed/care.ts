import type { EventInput } from '../../lib/contracts/telemetry/event'
import { makeContext, SYSTEM } from '../../lib/services/access/make-context'
import { placeHold } from '../../lib/services/inventory/place-hold'
import { ingestEvents } from '../../lib/services/telemetry/ingest-events'
import { editTicket } from '../../lib/services/tickets/edit-ticket'

/** Telemetry and tickets come the way they come in life: through the services. */
export async function seedCare(say: (line: string) => void): Promise<void> {
  const ctx = makeContext({ actor: { ...SYSTEM, name: 'demo world' }, requestId: 'demo-world' })
  const standing = await ctx.db.server.findMany({
    where: { state: { in: ['IN_SERVICE', 'RACKED'] } },
    orderBy: { id: 'asc' },
    take: 400,
    select: { barcode: true },
  })
  const at = (i: number, minutes: number) => new Date(ctx.clock().getTime() - (i * 37 + minutes) * 60_000).toISOString()
  const some = (from: number, count: number) => standing.slice(from, from + count).map((server) => server.barcode)
  const events: EventInput[] = [
    ...some(0, 9).flatMap((barcode, i) => [diskEvent(barcode, at(i, 40), 1), diskEvent(barcode, at(i, 20), 1)]),
    ...some(4, 1).map((barcode) => diskEvent(barcode, at(0, 5), 2)),
    ...some(30, 6).map((barcode, i) =>
      event(barcode, at(i, 30), 'ECC_ERRORS', { count: 40 + i * 31, dimm: `A${i + 1}` }),
    ),
    ...some(50, 5).map((barcode, i) => event(barcode, at(i, 10), 'OVERHEAT', { celsius: 88 + i, sensor: 'CPU 1' })),
    ...some(70, 4).map((barcode, i) => event(barcode, at(i, 3), 'HOST_UNREACHABLE', {})),
    ...some(90, 8).map((barcode, i) => event(barcode, at(i, 1), 'ECC_ERRORS', { count: 2, dimm: 'B2' })),
  ]
  const answer = await ingestEvents(ctx, { events })
  const opened = [
    ...new Set(
      answer.results.flatMap((result) =>
        result.outcome === 'opened' && result.ticket !== undefined ? [result.ticket] : [],
      ),
    ),
  ]
  for (const number of opened.slice(0, 4))
    await editTicket(ctx, { number, status: 'IN_PROGRESS', assignee: 'Rui Repair' })
  for (const number of opened.slice(18, 21)) {
    await editTicket(ctx, { number, status: 'IN_PROGRESS', assignee: 'Rui Repair' })
    await editTicket(ctx, { number, status: 'DONE', note: 'Filters cleaned, inlet back to normal.' })
  }
  for (const number of opened.slice(23))
    await editTicket(ctx, { number, status: 'WONT_FIX', note: 'Answered again by itself.' })
  const held = await ctx.db.server.findFirst({
    where: { state: 'RACKED', openHighTickets: 0 },
    orderBy: { id: 'desc' },
    select: { barcode: true },
  })
  if (held !== null) await placeHold(ctx, { server: held.barcode, reason: 'Kept for the burn-in of the new rack' })
  say(`${events.length} telemetry events, ${opened.length} tickets`)
  await ctx.db.$disconnect()
}

const event = (barcode: string, ts: string, kind: string, payload: Record<string, unknown>): EventInput => ({
  barcode,
  ts,
  kind,
  payload,
})

const diskEvent = (barcode: string, ts: string, disk: number): EventInput =>
  event(barcode, ts, 'SMART_FAIL', {
    device: `/dev/nvme${disk}n1`,
    serial: `S6X${barcode.slice(-4)}${disk}`,
    mediaErrors: 41,
    protocol: 'NVMe',
    capacityBytes: 3_840_755_982_336,
  })
