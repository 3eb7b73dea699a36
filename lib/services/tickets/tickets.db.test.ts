import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { inTransaction } from '../../db/context'
import { encodeCursor } from '../../db/cursor'
import { TICKET_STATES, ticketMachine } from '../../domain/ticket-state'
import { type TestWorld, testWorld } from '../../testing/context'
import { countStatements } from '../../testing/count-statements'
import { aCareSite, aStockedPart, smartFail } from '../../testing/factories/tickets'
import { ingestEvents } from '../telemetry/ingest-events'
import { closeServerTickets } from './close-server-tickets'
import { editTicket } from './edit-ticket'
import { getTicket } from './get-ticket'
import { listStock } from './list-stock'
import { listTickets } from './list-tickets'
import { moveStock } from './move-stock'
import { openTicket } from './open-ticket'

let world: TestWorld
let site: Awaited<ReturnType<typeof aCareSite>>
beforeAll(async () => {
  world = await testWorld()
})
afterAll(() => world.close())
beforeEach(async () => {
  site = await aCareSite(world.db, 6)
})

const barcode = (i: number) => site.servers[i]?.barcode ?? ''
const stocked = (quantity: number) =>
  aStockedPart(world.ctx, { warehouse: site.warehouse.code, models: [site.model.slug], quantity })
const disk = (i: number, more: { priority?: 'HIGH' | 'LOW'; components?: string[]; note?: string } = {}) =>
  openTicket(world.ctx, { server: barcode(i), type: 'REPLACE_DISK', ...more })
const stockOf = async (sku: string) => {
  const row = await world.db.stock.findFirstOrThrow({ where: { sparePart: { sku } } })
  return [row.available, row.reserved]
}
const highOf = async (i: number) =>
  (await world.db.server.findUniqueOrThrow({ where: { barcode: barcode(i) } })).openHighTickets
const edit = (number: string, more: Omit<Parameters<typeof editTicket>[1], 'number'>) =>
  editTicket(world.ctx, { number, ...more })

describe('a ticket opened by hand', () => {
  it('waits for a part in its own datacenter, and there stock says how many do', async () => {
    const elsewhere = await aCareSite(world.db, 1)
    await disk(0, { components: ['W1', 'W2'] })
    const sku = await aStockedPart(world.ctx, {
      ...{ warehouse: elsewhere.warehouse.code, models: [site.model.slug], quantity: 1 },
    })
    const { id: sparePartId } = await world.db.sparePart.findUniqueOrThrow({ where: { sku } })
    await world.db.stock.create({ data: { sparePartId, warehouseId: site.warehouse.id } })
    const { items } = await listStock(world.ctx, { limit: 9, sku: [sku] })
    expect(new Map(items.map((row) => [row.warehouse, row.waiting]))).toEqual(
      new Map([
        [site.warehouse.code, 2],
        [elsewhere.warehouse.code, 0],
      ]),
    )
  })

  it('that blocks its server for planning tells pages about the server, once', async () => {
    const client = new pg.Client({ connectionString: world.url })
    await client.connect()
    const heard: (string | undefined)[] = []
    client.on('notification', ({ payload }) => heard.push(payload))
    await client.query('LISTEN haas_changes')
    await disk(0, { priority: 'HIGH' })
    const told = JSON.stringify({ entity: 'server', key: barcode(0) })
    await expect.poll(() => heard).toContain(told)
    await disk(1)
    await expect.poll(() => heard.some((payload) => payload?.includes('"ticket"'))).toBe(true)
    await client.query('SELECT 1')
    expect(heard.filter((payload) => payload?.includes('"server"'))).toEqual([told])
    await client.end()
  })

  it('says where to go, which part from which shelf, and keeps the note', async () => {
    const sku = await stocked(1)
    await world.db.stock.updateMany({ where: { sparePart: { sku } }, data: { shelf: 'B-04' } })
    expect(await disk(0, { note: 'clicks', components: ['S1'] })).toMatchObject({
      status: 'OPEN',
      priority: 'NORMAL',
      server: barcode(0),
      place: { rack: site.rack.code, u: 1, model: site.model.slug, modelName: 'Dell R650' },
      components: [{ name: 'S1', part: { sku, warehouse: site.warehouse.code, shelf: 'B-04', status: 'reserved' } }],
      notes: [{ by: 'admin@test', text: 'clicks' }],
      events: [],
      eventCount: 0,
    })
    expect(await stockOf(sku)).toEqual([0, 1])
  })

  it('is refused while one of its type is open, with that one’s number', async () => {
    const { number } = await disk(0)
    await expect(disk(0)).rejects.toMatchObject({ code: 'ticket-open', details: { ticket: number } })
    expect(await ingestEvents(world.ctx, { events: [smartFail(barcode(0))] })).toMatchObject({
      results: [{ outcome: 'attached', ticket: number }],
    })
  })

  it('is refused for a server that is gone or unknown, and to whoever may not', async () => {
    await world.db.server.update({
      where: { barcode: barcode(1) },
      data: { state: 'DECOMMISSIONED', rackId: null, u: null, face: null },
    })
    await expect(disk(1)).rejects.toMatchObject({ code: 'decommissioned' })
    await expect(openTicket(world.ctx, { server: 'NOBODY', type: 'REBOOT' })).rejects.toMatchObject({
      code: 'unknown-reference',
      fields: [{ path: 'server' }],
    })
    const elsewhere = world.as('REPAIR', site.datacenter.id + 1)
    await expect(openTicket(elsewhere, { server: barcode(0), type: 'REBOOT' })).rejects.toMatchObject({
      code: 'forbidden',
    })
  })

  it('gets a part that fits its model, from its own datacenter only', async () => {
    const other = await aCareSite(world.db, 0)
    const far = { warehouse: other.warehouse.code, quantity: 5 }
    const sku = await aStockedPart(world.ctx, { ...far, models: [site.model.slug] })
    await aStockedPart(world.ctx, { warehouse: site.warehouse.code, models: [other.model.slug], quantity: 5 })
    await aStockedPart(world.ctx, {
      warehouse: site.warehouse.code,
      models: [site.model.slug],
      quantity: 5,
      kind: 'RAM',
    })
    expect((await disk(0)).components).toEqual([
      {
        name: 'unknown',
        part: { status: 'waiting' },
        elsewhere: [{ sku, warehouse: other.warehouse.code, datacenter: other.datacenter.code, available: 5 }],
      },
    ])
    expect((await openTicket(world.ctx, { server: barcode(0), type: 'REPLACE_RAM' })).components[0]?.part?.status).toBe(
      'reserved',
    )
  })

  it('is told where a part lies elsewhere, however many shelves of its own datacenter hold more of it', async () => {
    const other = await aCareSite(world.db, 0)
    const sku = await aStockedPart(world.ctx, {
      warehouse: other.warehouse.code,
      quantity: 5,
      models: [site.model.slug],
    })
    const { number } = await disk(0)
    const { id: sparePartId } = await world.db.sparePart.findUniqueOrThrow({ where: { sku } })
    for (const n of [1, 2, 3]) {
      const code = `${site.warehouse.code}-${n}`
      const { id: warehouseId } = await world.db.warehouse.create({ data: { code, datacenterId: site.datacenter.id } })
      await world.db.stock.create({ data: { sparePartId, warehouseId, available: 9 } })
    }
    expect((await getTicket(world.ctx, { number })).components[0]?.elsewhere).toMatchObject([
      { sku, warehouse: other.warehouse.code, available: 5 },
    ])
  })
})

describe('moving a ticket', () => {
  it.each(TICKET_STATES.flatMap((from) => TICKET_STATES.map((to) => [from, to] as const)))(
    'from %s to %s is done where it is drawn, else refused with what is allowed',
    async (from, to) => {
      const { number } = await openTicket(world.ctx, { server: barcode(0), type: 'REBOOT' })
      const ended = from === 'DONE' || from === 'WONT_FIX'
      await world.db.ticket.updateMany({
        where: { number },
        data: { status: from, endedAt: ended ? new Date() : null },
      })
      const moved = edit(number, { status: to })
      if (ticketMachine.canGo(from, to)) expect(await moved).toMatchObject({ status: to })
      else {
        await expect(moved).rejects.toMatchObject({
          code: 'illegal-transition',
          details: { from, to, allowed: ticketMachine.allowed(from) },
        })
      }
    },
  )

  it('each move leaves one audit row with who, from, to and why', async () => {
    const { number } = await disk(0)
    await edit(number, { status: 'IN_PROGRESS' })
    await edit(number, { status: 'OPEN', note: 'no ladder' })
    const rows = await world.db.auditEntry.findMany({
      where: { entity: 'ticket', key: number, action: 'tickets.move-ticket' },
      orderBy: { id: 'asc' },
    })
    expect(rows.map((row) => [row.actor, row.from, row.to, row.reason])).toEqual([
      ['admin@test', 'OPEN', 'IN_PROGRESS', null],
      ['admin@test', 'IN_PROGRESS', 'OPEN', 'no ladder'],
    ])
  })

  it('whoever may note and assign may not move or settle', async () => {
    const { number } = await disk(0)
    const tech = world.as('TECH')
    expect(await editTicket(tech, { number, assignee: 'Ada', note: 'seen' })).toMatchObject({ assignee: 'Ada' })
    await expect(editTicket(tech, { number, status: 'IN_PROGRESS' })).rejects.toMatchObject({ code: 'forbidden' })
    const components = [{ name: 'unknown', result: 'not-needed' as const }]
    await expect(editTicket(tech, { number, components })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(editTicket(world.as('VIEWER'), { number, note: 'x' })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(edit(number, { note: 'late', ifMatch: [1] })).rejects.toMatchObject({ code: 'stale' })
  })
})

describe('components and their parts', () => {
  it('DONE with what became of each consumes the replaced part and returns the other', async () => {
    const sku = await stocked(3)
    const { number } = await disk(0, { priority: 'HIGH', components: ['A', 'B'] })
    expect([await stockOf(sku), await highOf(0)]).toEqual([[1, 2], 1])
    await edit(number, { status: 'IN_PROGRESS' })
    const done = await edit(number, {
      status: 'DONE',
      components: [
        { name: 'A', result: 'replaced' },
        { name: 'B', result: 'not-needed' },
      ],
    })
    expect(done).toMatchObject({
      status: 'DONE',
      components: [
        { name: 'A', result: 'replaced', part: { sku, status: 'consumed' } },
        { name: 'B', result: 'not-needed', part: { sku, status: 'returned' } },
      ],
    })
    expect([await stockOf(sku), await highOf(0)]).toEqual([[2, 0], 0])
  })

  it('DONE is refused while one waits or nobody said what became of it, and changes nothing', async () => {
    const sku = await stocked(1)
    const { number } = await disk(0, { components: ['A', 'B', 'C'] })
    await edit(number, { status: 'IN_PROGRESS' })
    const done = edit(number, { status: 'DONE', components: [{ name: 'A', result: 'replaced' }] })
    await expect(done).rejects.toMatchObject({ code: 'components-waiting', details: { components: ['B', 'C'] } })
    expect(await stockOf(sku)).toEqual([0, 1])
    expect(await getTicket(world.ctx, { number })).toMatchObject({ status: 'IN_PROGRESS', version: 2 })
  })

  it('one that has no part cannot be replaced, an unknown one not be settled, a settled one not be changed', async () => {
    const { number } = await disk(0)
    const settle = (name: string, result: 'replaced' | 'not-needed') => edit(number, { components: [{ name, result }] })
    await expect(settle('unknown', 'replaced')).rejects.toMatchObject({ code: 'components-waiting' })
    await expect(settle('other', 'replaced')).rejects.toMatchObject({ code: 'unknown-reference' })
    await settle('unknown', 'not-needed')
    await settle('unknown', 'not-needed')
    await expect(settle('unknown', 'replaced')).rejects.toMatchObject({ code: 'conflict' })
  })

  it('WONT_FIX gives all back, and whoever waits gets them, the most urgent first, then the oldest', async () => {
    const sku = await stocked(2)
    const { number } = await disk(0, { components: ['A', 'B'] })
    const low = await disk(1, { priority: 'LOW' })
    const normal = await disk(2)
    const high = await disk(3, { priority: 'HIGH' })
    await edit(number, { status: 'WONT_FIX', note: 'scrapped' })
    const status = async (of: string) => (await getTicket(world.ctx, { number: of })).components[0]?.part?.status
    expect(await Promise.all([high, normal, low].map((ticket) => status(ticket.number)))).toEqual([
      'reserved',
      'reserved',
      'waiting',
    ])
    await moveStock(world.ctx, { sku, warehouse: site.warehouse.code, quantity: 3, reason: 'delivery' })
    expect(await status(low.number)).toBe('reserved')
    expect(await stockOf(sku)).toEqual([2, 3])
  })

  it('a server that is scrapped closes its tickets, returns their parts and counts no HIGH ones', async () => {
    const sku = await stocked(1)
    const { number } = await disk(0, { priority: 'HIGH' })
    await openTicket(world.ctx, { server: barcode(0), type: 'REBOOT' })
    const serverId = site.servers[0]?.id ?? 0
    const input = { serverId, action: 'lifecycle.scrap-server', reason: 'worn out' }
    await inTransaction(world.ctx, (tx) => closeServerTickets(tx, input))
    await inTransaction(world.ctx, (tx) => closeServerTickets(tx, input))
    const tickets = (await listTickets(world.ctx, { limit: 50, server: [barcode(0)] })).items
    expect(tickets.map((ticket) => ticket.status)).toEqual(['WONT_FIX', 'WONT_FIX'])
    expect(await getTicket(world.ctx, { number })).toMatchObject({
      components: [{ part: { status: 'returned' } }],
      notes: [{ text: 'worn out' }],
    })
    expect([await stockOf(sku), await highOf(0)]).toEqual([[1, 0], 0])
  })

  it('a changed priority is counted on the server', async () => {
    const { number } = await disk(0)
    await edit(number, { priority: 'HIGH' })
    expect(await highOf(0)).toBe(1)
    await edit(number, { priority: 'LOW' })
    expect(await highOf(0)).toBe(0)
    await edit(number, { priority: 'HIGH', status: 'WONT_FIX' })
    expect(await highOf(0)).toBe(0)
    await expect(edit(number, { priority: 'LOW' })).rejects.toMatchObject({ code: 'conflict' })
  })
})

describe('the list', () => {
  it('costs as many statements for six tickets with events, parts and notes as for one', async () => {
    await stocked(3)
    await ingestEvents(world.ctx, { events: site.servers.flatMap(({ barcode: b }) => [smartFail(b), smartFail(b)]) })
    const all = { limit: 50, datacenter: [site.datacenter.code] }
    const { items } = await listTickets(world.ctx, all)
    for (const { number } of items) await edit(number, { note: 'seen' })
    expect(items).toHaveLength(6)
    const one = await countStatements(world, (ctx) => listTickets(ctx, { ...all, server: [barcode(0)] }))
    const six = await countStatements(world, (ctx) => listTickets(ctx, all))
    expect(six.length).toBe(one.length)
    expect(six.length).toBeLessThanOrEqual(15)
  })

  it('filters, searches, sorts and pages without gaps, and shows no datacenter but the reader’s', async () => {
    for (const i of [0, 1, 2]) await disk(i, i === 1 ? { priority: 'HIGH' } : {})
    const all = { limit: 2, datacenter: [site.datacenter.code.toLowerCase()], sort: 'createdAt' as const }
    const first = await listTickets(world.ctx, all)
    const second = await listTickets(world.ctx, { ...all, cursor: first.nextCursor })
    expect([...first.items, ...second.items].map((ticket) => ticket.server)).toEqual([0, 1, 2].map(barcode))
    const here = { limit: 50, datacenter: [site.datacenter.code] }
    const count = async (more: object) => (await listTickets(world.ctx, { ...here, ...more })).items.length
    expect(await count({ priority: ['HIGH'] })).toBe(1)
    expect(await count({ waitingForPart: 'true' })).toBe(3)
    expect(await count({ waitingForPart: 'false' })).toBe(0)
    expect(await count({ q: barcode(2) })).toBeGreaterThanOrEqual(1)
    expect((await listTickets(world.as('VIEWER', site.datacenter.id + 1), here)).items).toEqual([])
    await expect(listTickets(world.ctx, { limit: 2, cursor: 'nonsense' })).rejects.toMatchObject({ code: 'malformed' })
    // A year that PostgreSQL has no word for.
    const longAgo = encodeCursor([-8_640_000_000_000_000, 1])
    await expect(listTickets(world.ctx, { limit: 2, cursor: longAgo })).rejects.toMatchObject({ code: 'malformed' })
  })
})
