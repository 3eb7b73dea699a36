import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { MAX_EVENTS } from '../../contracts/telemetry/event'
import { encodeCursor } from '../../db/cursor'
import { canonicalJson } from '../../domain/telemetry/event-hash'
import { DEFAULT_RULES } from '../../domain/telemetry/rules'
import { type TestWorld, testWorld } from '../../testing/context'
import { countStatements } from '../../testing/count-statements'
import { aCareSite, anEvent, aStockedPart, manyServers, smartFail } from '../../testing/factories/tickets'
import { getTicket } from '../tickets/get-ticket'
import { listTickets } from '../tickets/list-tickets'
import { editRule } from './edit-rule'
import { ingestEvents } from './ingest-events'
import { keepTelemetryPartitions } from './keep-telemetry-partitions'
import { listEvents } from './list-events'
import { parseEvents } from './parse-events'

let world: TestWorld
let site: Awaited<ReturnType<typeof aCareSite>>
let free = 0
beforeAll(async () => {
  world = await testWorld()
  site = await aCareSite(world.db, 40)
})
afterAll(() => world.close())

/** A server that no test used yet. */
function aBarcode(): string {
  const server = site.servers[free++]
  if (server === undefined) throw new Error('the site has too few servers')
  return server.barcode
}
const ingest = (...events: unknown[]) => ingestEvents(world.ctx, { events })
const outcomes = async (...events: unknown[]) => (await ingest(...events)).results.map((result) => result.outcome)
const ago = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString()
const ticketsOf = async (barcode: string) => (await listTickets(world.ctx, { limit: 50, server: [barcode] })).items

describe('what becomes of an event', () => {
  it('the migration starts an installation with the rules that the domain names', async () => {
    const rows = await world.db.telemetryRule.findMany({
      omit: { id: true, createdAt: true, updatedAt: true, version: true },
    })
    const inOrder = (rules: readonly object[]) => rules.map((rule) => canonicalJson(rule)).sort()
    expect(inOrder(rows)).toEqual(inOrder(DEFAULT_RULES))
  })

  it('a failing disk opens a HIGH ticket about its serial and blocks the server for planning; another event of it is attached', async () => {
    const barcode = aBarcode()
    const answer = await ingest(smartFail(barcode, 'D1'))
    expect(answer).toMatchObject({ accepted: 1, duplicates: 0, rejected: [], ticketsOpened: 1 })
    const number = answer.results[0]?.ticket
    expect(answer.results).toEqual([{ index: 0, eventHash: expect.any(String), outcome: 'opened', ticket: number }])
    expect(await ingest(smartFail(barcode, 'D1'))).toMatchObject({
      ticketsOpened: 0,
      results: [{ outcome: 'attached', ticket: number }],
    })
    const [ticket] = await ticketsOf(barcode)
    expect(ticket).toMatchObject({
      number,
      type: 'REPLACE_DISK',
      priority: 'HIGH',
      status: 'OPEN',
      eventCount: 2,
      components: [{ name: 'D1', part: { status: 'waiting' } }],
    })
    expect(ticket?.events.map((event) => event.outcome).sort()).toEqual(['attached', 'opened'])
    const server = await world.db.server.findUniqueOrThrow({ where: { barcode } })
    expect(server.openHighTickets).toBe(1)
  })

  it('ECC errors open a ticket over the threshold only, and the threshold is data', async () => {
    const barcode = aBarcode()
    const ecc = (count: number) => anEvent(barcode, 'ECC_ERRORS', { count, dimm: 'A3' })
    expect(await outcomes(ecc(10))).toEqual(['below-threshold'])
    const rule = await world.db.telemetryRule.findFirstOrThrow({ where: { kind: 'ECC_ERRORS' } })
    await editRule(world.ctx, { id: rule.id, threshold: 20 })
    expect(await outcomes(ecc(20))).toEqual(['below-threshold'])
    await editRule(world.ctx, { id: rule.id, threshold: 10 })
    expect(await outcomes(ecc(11))).toEqual(['opened'])
    expect((await ticketsOf(barcode))[0]).toMatchObject({
      type: 'REPLACE_RAM',
      priority: 'NORMAL',
      components: [{ name: 'A3' }],
    })
  })

  it('heat opens CHECK_COOLING, which needs no part; a kind without a rule is kept', async () => {
    const barcode = aBarcode()
    expect(
      await outcomes(anEvent(barcode, 'OVERHEAT', { celsius: 91, sensor: 'Inlet' }), anEvent(barcode, 'FAN_SLOW')),
    ).toEqual(['opened', 'no-rule'])
    expect((await ticketsOf(barcode))[0]?.components).toEqual([{ name: 'Inlet' }])
    const events = await listEvents(world.ctx, { limit: 50, server: [barcode], outcome: ['no-rule'] })
    expect(events.items.map((event) => event.kind)).toEqual(['FAN_SLOW'])
  })

  it('the telemetry of a decommissioned server is kept, and opens nothing', async () => {
    const barcode = aBarcode()
    await world.db.server.update({
      where: { barcode },
      data: { state: 'DECOMMISSIONED', rackId: null, u: null, face: null },
    })
    expect(
      await outcomes(smartFail(barcode), anEvent(barcode, 'FAN_SLOW'), anEvent(barcode, 'HOST_REACHABLE')),
    ).toEqual(['decommissioned', 'decommissioned', 'decommissioned'])
    expect(await ticketsOf(barcode)).toEqual([])
    expect((await listEvents(world.ctx, { limit: 50, server: [barcode] })).items).toHaveLength(3)
  })

  it('the same fault after DONE is a new ticket that names the last one', async () => {
    const barcode = aBarcode()
    await ingest(anEvent(barcode, 'OVERHEAT', { celsius: 91 }))
    const [first] = await ticketsOf(barcode)
    await world.db.ticket.updateMany({
      where: { number: first?.number ?? '' },
      data: { status: 'DONE', endedAt: new Date() },
    })
    await ingest(anEvent(barcode, 'OVERHEAT', { celsius: 92 }))
    expect((await ticketsOf(barcode))[0]).toMatchObject({ status: 'OPEN', repeatOf: first?.number })
  })
})

describe('a second component', () => {
  it('joins the ticket with a spare of its own, and a more urgent event raises the priority, never lowers it', async () => {
    const own = await aCareSite(world.db, 1)
    const barcode = own.servers[0]?.barcode ?? ''
    const sku = await aStockedPart(world.ctx, { warehouse: own.warehouse.code, models: [own.model.slug], quantity: 2 })
    await world.db.telemetryRule.create({ data: { kind: 'DISK_SLOW', ticketType: 'REPLACE_DISK', priority: 'LOW' } })
    expect(
      await outcomes(anEvent(barcode, 'DISK_SLOW', { serial: 'A' }), smartFail(barcode, 'B'), smartFail(barcode, 'C')),
    ).toEqual(['opened', 'attached', 'attached'])
    await ingest(anEvent(barcode, 'DISK_SLOW', { serial: 'B' }))
    const part = { sku, warehouse: own.warehouse.code, status: 'reserved' }
    expect((await ticketsOf(barcode))[0]).toMatchObject({
      priority: 'HIGH',
      eventCount: 4,
      components: [
        { name: 'A', part },
        { name: 'B', part },
        { name: 'C', part: { status: 'waiting' } },
      ],
    })
    const server = await world.db.server.findUniqueOrThrow({ where: { barcode } })
    expect(server.openHighTickets).toBe(1)
    expect(await world.db.stock.findMany({ where: { sparePart: { sku } } })).toMatchObject([
      { available: 0, reserved: 2 },
    ])
  })

  it('of more than a walk can carry the events are kept all the same', async () => {
    const barcode = aBarcode()
    const answer = await ingest(...Array.from({ length: 70 }, (_, i) => smartFail(barcode, `MANY-${i}`)))
    expect(answer).toMatchObject({ accepted: 70, ticketsOpened: 1 })
    expect((await ticketsOf(barcode))[0]?.components).toHaveLength(64)
  })
})

describe('seen before', () => {
  it('twice in a request and again later it is a duplicate that leads to the ticket', async () => {
    const barcode = aBarcode()
    const event = smartFail(barcode)
    const first = await ingest(event, event)
    const ticket = first.results[0]?.ticket
    expect(first).toMatchObject({
      accepted: 1,
      duplicates: 1,
      results: [{ outcome: 'opened' }, { outcome: 'duplicate', ticket }],
    })
    const again = {
      ...event,
      barcode: barcode.toLowerCase(),
      payload: { serial: event.payload.serial, device: '/dev/sda' },
    }
    expect(await ingest(again)).toMatchObject({
      accepted: 0,
      duplicates: 1,
      results: [{ outcome: 'duplicate', ticket }],
    })
    expect((await ticketsOf(barcode))[0]?.eventCount).toBe(1)
  })

  it('by the hash that its sender gives, whatever its time and content, but of one server only', async () => {
    const [one, other] = [aBarcode(), aBarcode()]
    const given = (barcode: string, ts: string) =>
      anEvent(barcode, 'FAN_SLOW', { n: ts }, { eventHash: 'agent-7:41', ts })
    expect(await outcomes(given(one, ago(3)), given(one, ago(90)), given(other, ago(3)))).toEqual([
      'no-rule',
      'duplicate',
      'no-rule',
    ])
    expect((await listEvents(world.ctx, { limit: 5, server: [one] })).items[0]?.eventHash).toBe('agent-7:41')
  })

  it('by the hash that we answered, whatever its time, and whichever comes first', async () => {
    const event = anEvent(aBarcode(), 'FAN_SLOW')
    const eventHash = (await ingest(event)).results[0]?.eventHash
    expect(await outcomes({ ...event, eventHash }, { ...event, eventHash, ts: ago(2) })).toEqual([
      'duplicate',
      'duplicate',
    ])
    const other = anEvent(aBarcode(), 'FAN_SLOW')
    const [derived] = parseEvents([other], new Date()).good
    expect(await outcomes({ ...other, eventHash: derived?.hash, ts: ago(2) })).toEqual(['no-rule'])
    expect(await outcomes(other)).toEqual(['duplicate'])
  })

  it('with names of senders and without in one batch', async () => {
    const barcode = aBarcode()
    const named = anEvent(barcode, 'FAN_SLOW', {}, { eventHash: 'mixed:1' })
    const plain = anEvent(barcode, 'FAN_SLOW', { n: 2 })
    expect(await outcomes(plain, named)).toEqual(['no-rule', 'no-rule'])
    const more = anEvent(barcode, 'FAN_SLOW', { n: 3 }, { eventHash: 'mixed:2' })
    expect(await outcomes(more, plain, named)).toEqual(['no-rule', 'duplicate', 'duplicate'])
    const { items } = await listEvents(world.ctx, { limit: 9, server: [barcode] })
    expect(items.map((item) => item.eventHash)).toEqual(expect.arrayContaining(['mixed:1', 'mixed:2']))
    expect(items).toHaveLength(3)
  })

  it('even when the event itself was dropped with its month', async () => {
    const event = anEvent(aBarcode(), 'FAN_SLOW', {}, { ts: ago(70) })
    expect(await outcomes(event)).toEqual(['no-rule'])
    await world.db.$queryRaw`SELECT haas_drop_telemetry_before(${ago(30)}::date)`
    expect((await listEvents(world.ctx, { limit: 5, server: [event.barcode] })).items).toEqual([])
    expect(await outcomes(event)).toEqual(['duplicate'])
  })

  it('hashes are forgotten only when an event of theirs would be too old to be taken', async () => {
    const event = anEvent(aBarcode(), 'FAN_SLOW', {}, { ts: ago(399) })
    expect(await outcomes(event)).toEqual(['no-rule'])
    const later = (days: number) => ({ ...world.ctx, clock: () => new Date(Date.now() + days * 86_400_000) })
    expect((await keepTelemetryPartitions(later(390))).forgotten).toBe(0)
    expect((await ingestEvents(later(0), { events: [event] })).results[0]?.outcome).toBe('duplicate')
    expect((await keepTelemetryPartitions(later(402))).forgotten).toBeGreaterThan(0)
    const gone = await ingestEvents(later(402), { events: [event] })
    expect(gone.rejected[0]?.errors[0]?.code).toBe('too-old')
  })
})

describe('refused by index, the good ones kept', () => {
  it('counts every event sent and says why each bad one is', async () => {
    const good = anEvent(aBarcode(), 'FAN_SLOW')
    const answer = await ingest(
      { ...good, ts: ago(401) },
      good,
      { ...good, ts: new Date(Date.now() + 6 * 60_000).toISOString() },
      { ...good, barcode: 'NOBODY' },
      'this line is no JSON',
      { ...good, kind: 'lower case', more: 1 },
      null,
      good,
    )
    expect(answer).toMatchObject({ accepted: 1, duplicates: 1 })
    expect(
      answer.rejected.map(({ index, errors }) => [index, errors.map(({ path, code }) => `${path} ${code}`)]),
    ).toEqual([
      [0, ['ts too-old']],
      [2, ['ts in-future']],
      [3, ['barcode unknown-server']],
      [4, [' malformed']],
      [5, ['kind validation', 'more validation']],
      [6, [' validation']],
    ])
    expect(answer.results.map(({ index, outcome }) => `${index} ${outcome}`)).toEqual([
      '0 rejected',
      '1 no-rule',
      '2 rejected',
      '3 rejected',
      '4 rejected',
      '5 rejected',
      '6 rejected',
      '7 duplicate',
    ])
  })

  it('a sender of one datacenter cannot send for another, and a reader not at all', async () => {
    const event = smartFail(aBarcode())
    const elsewhere = await ingestEvents(world.as('INGEST', site.datacenter.id + 1), { events: [event] })
    expect(elsewhere.rejected[0]?.errors[0]).toMatchObject({ path: 'barcode', code: 'forbidden' })
    expect((await ingestEvents(world.as('INGEST', site.datacenter.id), { events: [event] })).accepted).toBe(1)
    await expect(ingestEvents(world.as('VIEWER'), { events: [event] })).rejects.toMatchObject({ code: 'forbidden' })
  })
})

describe('the cost of a batch', () => {
  it('1,000 events that open 1,000 tickets with a spare each send as many statements as two', async () => {
    const barcodes = await manyServers(world.db, site, 1_004)
    const { model } = await world.db.server.findUniqueOrThrow({
      where: { barcode: barcodes[0] ?? '' },
      select: { model: { select: { slug: true } } },
    })
    await aStockedPart(world.ctx, { warehouse: site.warehouse.code, models: [model?.slug ?? ''], quantity: 2_000 })
    const cost = (from: number, to: number) =>
      countStatements(world, (ctx) =>
        ingestEvents(ctx, { events: barcodes.slice(from, to).flatMap((b) => [smartFail(b), anEvent(b, 'OVERHEAT')]) }),
      )
    const small = await cost(0, 2)
    const large = await cost(4, 1_004)
    expect(large).toHaveLength(small.length)
    expect(small.length).toBeLessThanOrEqual(40)
    expect(
      await world.db.ticketComponent.count({
        where: { partStatus: 'RESERVED', ticket: { server: { barcode: { in: barcodes } } } },
      }),
    ).toBe(1_002)
  })

  it('1,000 events that no rule opens a ticket for are three statements beside BEGIN, also where some were seen before', async () => {
    const barcodes = await manyServers(world.db, site, 1_000)
    const events = barcodes.map((barcode, n) => anEvent(barcode, n % 2 === 0 ? 'FAN_SLOW' : 'ECC_ERRORS', { count: 1 }))
    const cost = () => countStatements(world, (ctx) => ingestEvents(ctx, { events }))
    expect(await cost()).toHaveLength(3)
    expect(await cost()).toHaveLength(3)
  })

  it('a good word on what no ticket of the server is about is taken in as any event; on what one is about it is judged', async () => {
    const barcode = aBarcode()
    await ingest(smartFail(barcode, 'SICK'))
    const cost = async (...events: unknown[]) =>
      (await countStatements(world, (ctx) => ingestEvents(ctx, { events }))).length
    const healthy = (serial: string) => anEvent(barcode, 'SMART_REPORT', { serial, passed: true, mediaErrors: 0 })
    const plain = await cost(anEvent(barcode, 'FAN_SLOW'))
    expect(await cost(healthy('WELL'), healthy('WELL-2'))).toBe(plain)
    // One statement more keeps it apart from what might be asserted meanwhile.
    expect(await cost(anEvent(barcode, 'TEMPERATURE_OK', { sensor: 'CPU1' }))).toBe(plain + 1)
    expect(await cost(healthy('SICK'))).toBeGreaterThan(plain + 3)
    const [ticket] = await ticketsOf(barcode)
    const [component] = await world.db.ticketComponent.findMany({ where: { ticket: { number: ticket?.number ?? '' } } })
    expect(component?.recoveredAt).not.toBeNull()
  })

  it('a batch of the largest size goes through', async () => {
    const barcode = aBarcode()
    const answer = await ingest(...Array.from({ length: MAX_EVENTS }, (_, n) => anEvent(barcode, 'FAN_SLOW', { n })))
    expect(answer.accepted).toBe(MAX_EVENTS)
  })

  it('a list of events is one statement, and pages without gaps', async () => {
    const barcode = aBarcode()
    await ingest(...Array.from({ length: 5 }, (_, n) => anEvent(barcode, 'FAN_SLOW', { n })))
    const query = { limit: 3, server: [barcode] }
    expect(await countStatements(world, (ctx) => listEvents(ctx, query))).toHaveLength(1)
    const first = await listEvents(world.ctx, query)
    const second = await listEvents(world.ctx, { ...query, cursor: first.nextCursor })
    expect(new Set([...first.items, ...second.items].map((event) => event.id)).size).toBe(5)
    expect(second.nextCursor).toBeUndefined()
    // A year that PostgreSQL has no word for.
    const longAgo = encodeCursor([-253_402_300_799_999, 1])
    await expect(listEvents(world.ctx, { ...query, cursor: longAgo })).rejects.toMatchObject({ code: 'malformed' })
  })

  it('the ticket shows the newest 20 events of however many', async () => {
    const barcode = aBarcode()
    await ingest(...Array.from({ length: 30 }, () => smartFail(barcode, 'SAME')))
    const [listed] = await ticketsOf(barcode)
    const ticket = await getTicket(world.ctx, { number: listed?.number ?? '' })
    expect(ticket.eventCount).toBe(30)
    expect(ticket.events).toHaveLength(20)
    expect(listed?.events).toEqual(ticket.events)
  })
})
