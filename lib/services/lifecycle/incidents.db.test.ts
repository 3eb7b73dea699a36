import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type TestWorld, testWorld } from '../../testing/context'
import { countStatements } from '../../testing/count-statements'
import { aRackedServer } from '../../testing/factories/inventory'
import { aCareSite, anEvent } from '../../testing/factories/tickets'
import { getIncident } from '../telemetry/get-incident'
import { ingestEvents } from '../telemetry/ingest-events'
import { listIncidentServers } from '../telemetry/list-incident-servers'
import { listIncidents } from '../telemetry/list-incidents'
import { setPowerOutage } from './set-power-outage'
import { setRackOutage } from './set-rack-outage'

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
const rackOutage = (powerOutage: boolean) => setRackOutage(world.ctx, { code: site.rack.code, powerOutage })
const outage = (powerOutage: boolean) => setPowerOutage(world.ctx, { code: site.datacenter.code, powerOutage })
const ingest = (...events: unknown[]) => ingestEvents(world.ctx, { events })
const outcomes = async (...events: unknown[]) => (await ingest(...events)).results.map((result) => result.outcome)
const incidents = async (open?: 'true' | 'false') =>
  (await listIncidents(world.ctx, { limit: 10, datacenter: [site.datacenter.code], open })).items
const live = () =>
  world.db.ticket.count({ where: { datacenterId: site.datacenter.id, status: { in: ['OPEN', 'IN_PROGRESS'] } } })
const gone = (i: number, ago = 60_000) =>
  anEvent(barcode(i), 'HOST_UNREACHABLE', {}, { ts: new Date(Date.now() - ago).toISOString() })
const back = (i: number) => anEvent(barcode(i), 'HOST_REACHABLE', {}, { ts: new Date().toISOString() })

describe('an outage is one incident', () => {
  it('into which what its servers say is folded, and which says what became of each when it ends', async () => {
    await outage(true)
    await outcomes(gone(0, 90_000), gone(0), gone(1), gone(2), anEvent(barcode(3), 'OVERHEAT'))
    const [dark] = await incidents('true')
    expect(dark).toMatchObject({ kind: 'power-outage', servers: 3, events: 4, ticketsOpened: 0, recovered: 0 })
    expect(dark).not.toHaveProperty('endedAt')
    await outcomes(back(1))
    const hold = await world.db.hold.create({ data: { serverId: site.servers[2]?.id ?? 0, reason: 'x', by: 'me' } })
    await world.db.server.update({ where: { barcode: barcode(2) }, data: { holdId: hold.id } })
    await outage(false)
    const number = dark?.number ?? ''
    expect(await getIncident(world.ctx, { number })).toMatchObject({
      ...{ servers: 3, events: 4, ticketsOpened: 1, recovered: 1 },
      ...{ startedBy: 'admin@test', endedBy: 'admin@test' },
    })
    const { items } = await listIncidentServers(world.ctx, { number, limit: 10 })
    expect(items).toMatchObject([
      { server: barcode(0), events: 2, outcome: 'opened', ticket: expect.stringMatching(/^T-/), rack: site.rack.code },
      { server: barcode(1), events: 1, outcome: 'recovered' },
      { server: barcode(2), events: 1, outcome: 'held' },
    ])
    const [first] = (await listIncidentServers(world.ctx, { number, limit: 1 })).items
    expect(first?.server).toBe(barcode(0))
    expect(await incidents('true')).toEqual([])
  })

  it('is listed at the cost of four statements, to those who may read its datacenter', async () => {
    await outage(true)
    await outage(false)
    await outage(true)
    const statements = await countStatements(world, (ctx) => listIncidents(ctx, { limit: 10 }))
    expect(statements).toHaveLength(4)
    const other = await aCareSite(world.db, 1)
    const stranger = world.as('VIEWER', other.datacenter.id)
    expect((await listIncidents(stranger, { limit: 10 })).items).toEqual([])
    const [one] = await incidents()
    await expect(getIncident(stranger, { number: one?.number ?? '' })).rejects.toMatchObject({ code: 'forbidden' })
  })
})

describe('an outage of one rack', () => {
  it('keeps back the REBOOT tickets of what stands in it, and of nothing else', async () => {
    const other = await aRackedServer(world.db, { ...site, rack: await anotherRack() }, 1)
    expect(await rackOutage(true)).toMatchObject({ powerOutage: true, version: 2 })
    expect(await rackOutage(true)).toMatchObject({ version: 2 })
    expect(
      await outcomes(gone(0), gone(1), anEvent(other.barcode, 'HOST_UNREACHABLE'), anEvent(barcode(2), 'OVERHEAT')),
    ).toEqual(['suppressed', 'suppressed', 'opened', 'opened'])
    await outcomes(back(1))
    expect(await incidents('true')).toMatchObject([{ rack: site.rack.code, servers: 2, events: 2 }])
    expect(await rackOutage(false)).toMatchObject({ powerOutage: false })
    expect(await incidents('false')).toMatchObject([{ rack: site.rack.code, ticketsOpened: 1, recovered: 1 }])
    expect(await live()).toBe(3)
    const audit = await world.db.auditEntry.findMany({
      where: { action: 'lifecycle.set-rack-outage', key: site.rack.code },
    })
    expect(audit.map((row) => [row.from, row.to])).toEqual([
      ['powered', 'power outage'],
      ['power outage', 'powered'],
    ])
  })

  it('within a dark datacenter: what one of the two still keeps dark goes on waiting for it', async () => {
    await outage(true)
    await rackOutage(true)
    expect(await outcomes(gone(0))).toEqual(['suppressed'])
    await outage(false)
    expect(await live()).toBe(0)
    const [whole] = await incidents('false')
    const { items } = await listIncidentServers(world.ctx, { number: whole?.number ?? '', limit: 10 })
    expect(items).toMatchObject([{ server: barcode(0), outcome: 'still-out' }])
    await rackOutage(false)
    expect(await live()).toBe(1)
  })

  it('ends while events arrive: every server that does not answer has its ticket', async () => {
    for (let round = 0; round < 10; round++) {
      site = await aCareSite(world.db, 12)
      await rackOutage(true)
      await Promise.all([
        ...site.servers.map((server) => ingest(anEvent(server.barcode, 'HOST_UNREACHABLE'))),
        rackOutage(false),
      ])
      expect(await live()).toBe(site.servers.length)
    }
  })

  it('two who start it at once start one', async () => {
    await Promise.all([rackOutage(true), rackOutage(true), rackOutage(true)])
    expect(await incidents('true')).toHaveLength(1)
  })

  it('is not for a tech, and not together with another edit', async () => {
    const given = { code: site.rack.code, powerOutage: true }
    await expect(setRackOutage(world.as('TECH'), given)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(setRackOutage(world.ctx, { ...given, heightU: 12 })).rejects.toMatchObject({ code: 'validation' })
    await expect(setRackOutage(world.ctx, { ...given, code: 'NOWHERE' })).rejects.toMatchObject({ code: 'not-found' })
    await expect(setRackOutage(world.ctx, { ...given, ifMatch: [7] })).rejects.toMatchObject({ code: 'stale' })
    expect(await incidents()).toEqual([])
  })
})

async function anotherRack() {
  const {
    id,
    code: _code,
    createdAt: _made,
    ...rack
  } = await world.db.rack.findUniqueOrThrow({
    where: { code: site.rack.code },
  })
  return world.db.rack.create({ data: { ...rack, code: `OTHER-${id}` } })
}
