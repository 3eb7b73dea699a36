import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { SERVER_STATES } from '../../domain/server-state'
import { type TestWorld, testWorld } from '../../testing/context'
import { aPromisedServer } from '../../testing/factories/inventory'
import { aCareSite } from '../../testing/factories/tickets'
import { editTicket } from '../tickets/edit-ticket'
import { openTicket } from '../tickets/open-ticket'
import { startRepair } from './start-repair'

let world: TestWorld
let site: Awaited<ReturnType<typeof aCareSite>>
beforeAll(async () => {
  world = await testWorld()
})
afterAll(() => world.close())
beforeEach(async () => {
  site = await aCareSite(world.db, 1)
})

const barcode = () => site.servers[0]?.barcode ?? ''
const stateOf = async (of = barcode()) => (await world.db.server.findUniqueOrThrow({ where: { barcode: of } })).state
const ticketOf = async (type: 'REPLACE_RAM' | 'REPLACE_DISK' | 'REBOOT' = 'REBOOT', of = barcode()) =>
  (await openTicket(world.ctx, { server: of, type })).number
const start = (number: string, more: { outOfService?: boolean; acceptLoss?: boolean } = {}) =>
  startRepair(world.ctx, { number, outOfService: true, ...more })
const finish = (number: string) => editTicket(world.ctx, { number, status: 'DONE' })

describe('starting a repair', () => {
  it('takes the ticket and leaves the server alone where it need not go', async () => {
    expect(await start(await ticketOf(), { outOfService: false })).toMatchObject({
      status: 'IN_PROGRESS',
      assignee: 'admin@test',
      outOfService: false,
    })
    expect(await stateOf()).toBe('RACKED')
  })

  it('takes the server out of service, and gives it back to its rack when the ticket is done', async () => {
    const number = await ticketOf()
    expect(await start(number)).toMatchObject({ outOfService: true, serverState: 'REPAIRING' })
    await finish(number)
    expect(await stateOf()).toBe('RACKED')
    const rows = await world.db.auditEntry.findMany({
      where: { entity: 'server', key: barcode() },
      orderBy: { id: 'asc' },
      select: { action: true, from: true, to: true, reason: true },
    })
    const by = { action: 'lifecycle.start-repair', reason: `${number} is being repaired` }
    expect(rows.slice(-3)).toEqual([
      { ...by, from: 'RACKED', to: 'BROKEN' },
      { ...by, from: 'BROKEN', to: 'REPAIRING' },
      { action: 'tickets.end-repair', from: 'REPAIRING', to: 'RACKED', reason: `${number} is done` },
    ])
  })

  it('keeps it out while another ticket needs that, whichever ends first', async () => {
    const [a, b] = [await ticketOf('REBOOT'), await ticketOf('REPLACE_RAM')]
    await start(a)
    await start(b)
    await finish(a)
    expect(await stateOf()).toBe('REPAIRING')
    await editTicket(world.ctx, { number: b, components: [{ name: 'unknown', result: 'not-needed' }], status: 'DONE' })
    expect(await stateOf()).toBe('RACKED')
  })

  it.each([
    ['by PATCH or on the board', (number: string) => editTicket(world.ctx, { number, status: 'IN_PROGRESS' })],
    ['without taking it out of service', (number: string) => start(number, { outOfService: false })],
  ])('of a broken server makes it one in repair, also %s, and gives it back', async (_, begin) => {
    await world.db.server.update({ where: { barcode: barcode() }, data: { state: 'BROKEN' } })
    const number = await ticketOf()
    expect(await begin(number)).toMatchObject({ outOfService: true, serverState: 'REPAIRING' })
    const audits = await world.db.auditEntry.findMany({ where: { entity: 'server', key: barcode() } })
    expect(audits.at(-1)).toMatchObject({ action: 'tickets.begin-repair', from: 'BROKEN', to: 'REPAIRING' })
    // Put back and started anew it is the same repair.
    await editTicket(world.ctx, { number, status: 'OPEN' })
    expect(await stateOf()).toBe('REPAIRING')
    await editTicket(world.ctx, { number, status: 'IN_PROGRESS' })
    await finish(number)
    expect(await stateOf()).toBe('RACKED')
  })

  it('by PATCH leaves a server that still works in service', async () => {
    const { server } = await aPromisedServer(world.db, site, 5, 'IN_SERVICE')
    const number = await ticketOf('REPLACE_RAM', server.barcode)
    expect(await editTicket(world.ctx, { number, status: 'IN_PROGRESS' })).toMatchObject({
      outOfService: false,
      serverState: 'IN_SERVICE',
    })
  })

  it('that is refused leaves a broken server broken', async () => {
    const number = await ticketOf()
    await editTicket(world.ctx, { number, status: 'WONT_FIX' })
    await world.db.server.update({ where: { barcode: barcode() }, data: { state: 'BROKEN' } })
    await expect(editTicket(world.ctx, { number, status: 'IN_PROGRESS' })).rejects.toMatchObject({
      code: 'illegal-transition',
    })
    expect(await stateOf()).toBe('BROKEN')
  })

  it('leaves a server that nobody mended where it is', async () => {
    const number = await ticketOf()
    await start(number)
    await editTicket(world.ctx, { number, status: 'WONT_FIX' })
    expect(await stateOf()).toBe('REPAIRING')
  })

  it('does not give back one that a person put under repair', async () => {
    const number = await ticketOf()
    await world.db.server.update({ where: { barcode: barcode() }, data: { state: 'REPAIRING' } })
    await start(number, { outOfService: false })
    await finish(number)
    expect(await stateOf()).toBe('REPAIRING')
  })

  it.each(['ALLOCATED', 'IN_SERVICE'] as const)(
    'asks before it takes one that is %s from its order, which is degraded then',
    async (state) => {
      const { order, server } = await aPromisedServer(world.db, site, 5, state)
      const number = await ticketOf('REPLACE_RAM', server.barcode)
      await expect(start(number)).rejects.toMatchObject({
        code: 'in-use',
        details: { server: server.barcode, state, order: order.number },
        message: expect.stringContaining('degraded until it gets a substitute'),
      })
      expect(await stateOf(server.barcode)).toBe(state)
      expect((await world.db.ticket.findUniqueOrThrow({ where: { number } })).status).toBe('OPEN')

      await start(number, { acceptLoss: true })
      expect(await stateOf(server.barcode)).toBe('REPAIRING')
      expect(await world.db.allocation.findFirstOrThrow({ where: { serverId: server.id } })).toMatchObject({
        status: 'LOST',
      })
    },
  )

  it.each(SERVER_STATES)('of a server that is %s is refused or done as its machine draws it', async (state) => {
    const promised = state === 'ALLOCATED' || state === 'PROVISIONING' || state === 'IN_SERVICE'
    const of = promised ? (await aPromisedServer(world.db, site, 6, state)).server.barcode : barcode()
    const number = await ticketOf('REBOOT', of)
    if (!promised) {
      const kept = state === 'RACKED' || state === 'BROKEN' || state === 'REPAIRING'
      const place = kept ? {} : { rackId: null, u: null, face: null }
      const warehouse = state === 'IN_WAREHOUSE' ? { warehouseId: site.warehouse.id } : {}
      await world.db.server.update({ where: { barcode: of }, data: { state, ...place, ...warehouse } })
    }
    const started = start(number, { acceptLoss: true })
    if (state === 'NEW' || state === 'DECOMMISSIONED')
      await expect(started).rejects.toMatchObject({ code: 'illegal-transition' })
    else expect(await started).toMatchObject({ serverState: 'REPAIRING' })
  })

  it('is refused for a closed ticket, an unknown one, and to whoever may not', async () => {
    const number = await ticketOf()
    const elsewhere = world.as('REPAIR', site.datacenter.id + 1)
    await expect(startRepair(elsewhere, { number, outOfService: false })).rejects.toMatchObject({ code: 'forbidden' })
    await editTicket(world.ctx, { number, status: 'WONT_FIX' })
    await expect(start(number)).rejects.toMatchObject({ code: 'conflict' })
    await expect(start('T-0')).rejects.toMatchObject({ code: 'not-found' })
  })
})
