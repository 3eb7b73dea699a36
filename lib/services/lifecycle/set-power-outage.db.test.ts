import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type TestWorld, testWorld } from '../../testing/context'
import { countStatements } from '../../testing/count-statements'
import { aCareSite, anEvent, manyServers } from '../../testing/factories/tickets'
import { ingestEvents } from '../telemetry/ingest-events'
import { editTicket } from '../tickets/edit-ticket'
import { listTickets } from '../tickets/list-tickets'
import { getOutageEffect } from './get-outage-effect'
import { setPowerOutage } from './set-power-outage'

let world: TestWorld
let site: Awaited<ReturnType<typeof aCareSite>>
beforeAll(async () => {
  world = await testWorld({ max: 32 })
})
afterAll(() => world.close())
beforeEach(async () => {
  site = await aCareSite(world.db, 6)
})

const barcode = (i: number) => site.servers[i]?.barcode ?? ''
const outage = (powerOutage: boolean, more: { name?: string; ifMatch?: number[] } = {}) =>
  setPowerOutage(world.ctx, { code: site.datacenter.code, powerOutage, ...more })
const outcomes = async (...events: unknown[]) =>
  (await ingestEvents(world.ctx, { events })).results.map((result) => result.outcome)
const ticketsOf = async (i: number) => (await listTickets(world.ctx, { limit: 50, server: [barcode(i)] })).items
const seconds = (n: number) => new Date(Date.now() - 60_000 + n * 1_000).toISOString()
const gone = (i: number, at = 1) => anEvent(barcode(i), 'HOST_UNREACHABLE', {}, { ts: seconds(at) })
const back = (i: number, at = 2) => anEvent(barcode(i), 'HOST_REACHABLE', {}, { ts: seconds(at) })

describe('a host that answers again', () => {
  it('ends an OPEN ticket as WONT_FIX and one in progress as DONE, with a note and the event', async () => {
    expect(await outcomes(gone(0), gone(1))).toEqual(['opened', 'opened'])
    const [busy] = await ticketsOf(1)
    await editTicket(world.ctx, { number: busy?.number ?? '', status: 'IN_PROGRESS' })
    expect(await outcomes(back(0), back(1), back(2))).toEqual(['attached', 'attached', 'no-rule'])
    expect((await ticketsOf(0))[0]).toMatchObject({
      status: 'WONT_FIX',
      eventCount: 2,
      events: [{ kind: 'HOST_REACHABLE', outcome: 'attached' }, { kind: 'HOST_UNREACHABLE' }],
      notes: [{ text: 'The server answers again.' }],
    })
    expect((await ticketsOf(1))[0]?.status).toBe('DONE')
    expect(await outcomes(gone(1, 3))).toEqual(['opened'])
    expect((await ticketsOf(1))[0]?.repeatOf).toBe(busy?.number)
  })

  it('a HOST_UNREACHABLE that comes after it but is older opens nothing', async () => {
    expect(await outcomes(back(0, 5))).toEqual(['no-rule'])
    const answer = await ingestEvents(world.ctx, { events: [gone(0, 4)] })
    expect(answer.results[0]?.outcome).toBe('suppressed')
    expect(await ticketsOf(0)).toEqual([])
  })
})

describe('a power outage', () => {
  it('what it will do is said before it starts and before it ends, and is what happens', async () => {
    const effect = () => getOutageEffect(world.ctx, { code: site.datacenter.code })
    const quiet = { datacenter: site.datacenter.code, servers: 6, inService: 0, orders: 0, jobs: 0 }
    await outcomes(gone(5))
    expect(await effect()).toEqual({ ...quiet, powerOutage: false, tickets: 1, reboots: 0 })
    await outage(true)
    await outcomes(gone(0), gone(1), gone(2))
    await outcomes(back(1))
    const before = await effect()
    expect(before).toEqual({ ...quiet, powerOutage: true, tickets: 1, reboots: 2 })
    await outage(false)
    expect((await effect()).tickets).toBe(before.tickets + before.reboots)
  })

  it('keeps REBOOT tickets back, and what is still true at its end opens its ticket with the event that said so', async () => {
    expect(await outage(true)).toMatchObject({ powerOutage: true, version: 2 })
    expect(await outcomes(gone(0), gone(1), gone(2), gone(3), anEvent(barcode(4), 'OVERHEAT'), gone(5))).toEqual([
      'suppressed',
      'suppressed',
      'suppressed',
      'suppressed',
      'opened',
      'suppressed',
    ])
    await ingestEvents(world.ctx, { events: [back(1), anEvent(barcode(2), 'FAN_SLOW', {}, { ts: seconds(9) })] })
    const hold = await world.db.hold.create({ data: { serverId: site.servers[3]?.id ?? 0, reason: 'x', by: 'me' } })
    await world.db.server.update({ where: { barcode: barcode(3) }, data: { holdId: hold.id } })
    await world.db.server.update({
      where: { barcode: barcode(5) },
      data: { state: 'DECOMMISSIONED', rackId: null, u: null, face: null },
    })

    expect(await outage(false)).toMatchObject({ powerOutage: false, version: 3 })
    expect((await ticketsOf(0))[0]).toMatchObject({
      type: 'REBOOT',
      status: 'OPEN',
      eventCount: 1,
      events: [{ kind: 'HOST_UNREACHABLE', outcome: 'suppressed', reason: 'power-outage' }],
    })
    for (const i of [1, 2, 3, 5]) expect(await ticketsOf(i)).toEqual([])
    const audit = await world.db.auditEntry.findMany({
      where: { action: 'lifecycle.set-power-outage', entity: 'datacenter', datacenterId: site.datacenter.id },
      orderBy: { id: 'asc' },
    })
    expect(audit.map((row) => [row.from, row.to, row.detail])).toEqual([
      ['powered', 'power outage', { incident: expect.stringMatching(/^INC-\d+$/) }],
      ['power outage', 'powered', { incident: expect.stringMatching(/^INC-\d+$/), ticketsOpened: 1 }],
    ])
    await outage(true)
    await outage(false)
    expect(await ticketsOf(0)).toHaveLength(1)
  })

  it('a held server opens no REBOOT ticket, but other ones', async () => {
    const hold = await world.db.hold.create({ data: { serverId: site.servers[0]?.id ?? 0, reason: 'x', by: 'me' } })
    await world.db.server.update({ where: { barcode: barcode(0) }, data: { holdId: hold.id } })
    const { results } = await ingestEvents(world.ctx, { events: [gone(0), anEvent(barcode(0), 'OVERHEAT')] })
    expect(results.map((result) => result.outcome)).toEqual(['suppressed', 'opened'])
    const event = await world.db.telemetryEvent.findFirstOrThrow({ where: { outcome: 'suppressed', reason: 'hold' } })
    expect(event.serverId).toBe(site.servers[0]?.id)
    await world.db.server.update({ where: { barcode: barcode(0) }, data: { holdUntil: new Date(Date.now() - 1_000) } })
    expect(await outcomes(gone(0, 3))).toEqual(['opened'])
  })

  it('is renamed and cut off in one transaction, and a stale or forbidden request changes nothing', async () => {
    expect(await outage(true, { name: 'Dark', ifMatch: [1] })).toMatchObject({ name: 'Dark', powerOutage: true })
    await expect(outage(false, { name: 'Light', ifMatch: [1] })).rejects.toMatchObject({ code: 'stale' })
    const tech = world.as('TECH')
    await expect(setPowerOutage(tech, { code: site.datacenter.code, powerOutage: false })).rejects.toMatchObject({
      code: 'forbidden',
    })
    expect(await outage(true)).toMatchObject({ name: 'Dark', powerOutage: true, version: 2 })
  })

  it('replays 3,000 servers at the cost of a chunk each 1,000', async () => {
    const barcodes = await manyServers(world.db, site, 3_000)
    await outage(true)
    const events = barcodes.map((b) => anEvent(b, 'HOST_UNREACHABLE'))
    expect((await ingestEvents(world.ctx, { events })).ticketsOpened).toBe(0)
    const statements = await countStatements(world, (ctx) =>
      setPowerOutage(ctx, { code: site.datacenter.code, powerOutage: false }),
    )
    expect(statements.length).toBeLessThanOrEqual(60)
    expect(await world.db.ticket.count({ where: { datacenterId: site.datacenter.id, status: 'OPEN' } })).toBe(3_000)
  })

  it('ends while events arrive: every server that does not answer has its ticket', async () => {
    for (let round = 0; round < 10; round++) {
      const { datacenter, servers } = await aCareSite(world.db, 12)
      await setPowerOutage(world.ctx, { code: datacenter.code, powerOutage: true })
      await Promise.all([
        ...servers.map((server) => ingestEvents(world.ctx, { events: [anEvent(server.barcode, 'HOST_UNREACHABLE')] })),
        setPowerOutage(world.ctx, { code: datacenter.code, powerOutage: false }),
      ])
      expect(await world.db.ticket.count({ where: { datacenterId: datacenter.id } })).toBe(servers.length)
    }
  })
})
