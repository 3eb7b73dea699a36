import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { CreateRuleInput } from '../../contracts/telemetry/rule'
import { type TestWorld, testWorld } from '../../testing/context'
import { countAllEvents } from '../../testing/count-all-events'
import { aCareSite, aStockedPart } from '../../testing/factories/tickets'
import { setPowerOutage } from '../lifecycle/set-power-outage'
import { editTicket } from '../tickets/edit-ticket'
import { listTickets } from '../tickets/list-tickets'
import { recordScan } from '../tickets/record-scan'
import { createRule } from './create-rule'
import { ingestEvents } from './ingest-events'
import { openCountedFaults } from './open-counted-faults'
import { openDueFaults } from './open-due-faults'

const MINUTE_MS = 60_000
let world: TestWorld
let site: Awaited<ReturnType<typeof aCareSite>>
/** Where the clock stands; every test goes on from a time of its own. */
let now = new Date('2026-11-20T12:00:00Z')
beforeAll(async () => {
  world = await testWorld({ max: 32, clock: () => now })
})
afterAll(() => world.close())
beforeEach(async () => {
  site = await aCareSite(world.db, 4)
})

const barcode = (i: number) => site.servers[i]?.barcode ?? ''
const ticketsOf = async (i: number) => (await listTickets(world.ctx, { limit: 50, server: [barcode(i)] })).items
const liveOf = async (i: number) =>
  (await ticketsOf(i)).filter((ticket) => ticket.status === 'OPEN' || ticket.status === 'IN_PROGRESS')
let sent = 0
const event = (i: number, kind: string, minutes: number, payload: Record<string, unknown> = {}) => ({
  ...{ barcode: barcode(i), ts: new Date(now.getTime() + minutes * MINUTE_MS).toISOString(), kind, payload },
  eventHash: `e${++sent}`,
})
const outcomes = async (...events: unknown[]) =>
  (await ingestEvents(world.ctx, { events })).results.map((result) => result.outcome)
const counted = () => countAllEvents(world)
const rule = (given: Partial<CreateRuleInput> & Pick<CreateRuleInput, 'kind' | 'ticketType'>) =>
  createRule(world.ctx, { operator: 'over', priority: 'NORMAL', enabled: true, ...given })

describe('a rule that counts over a window', () => {
  it('opens once correctable errors add up, however small each report, and names the DIMM; the event leads to it', async () => {
    for (let i = 0; i < 10; i++) await outcomes(event(0, 'ECC_ERRORS', -600 + i * 60, { count: 10, dimm: 'A1' }))
    await outcomes(event(0, 'ECC_ERRORS', -5, { count: 9, dimm: 'B1' }))
    expect(await counted()).toBe(0)
    expect(await outcomes(event(0, 'ECC_ERRORS', -5, { count: '1', dimm: 'A1' }))).toEqual(['below-threshold'])
    expect(await counted()).toBe(1)
    const [ticket] = await ticketsOf(0)
    expect(ticket).toMatchObject({
      type: 'REPLACE_RAM',
      priority: 'NORMAL',
      components: [{ name: 'A1' }],
      eventCount: 1,
    })
    expect(ticket?.events).toMatchObject([{ outcome: 'opened', payload: { count: '1' } }])
    await outcomes(event(0, 'ECC_ERRORS', -4, { count: 2, dimm: 'A1' }))
    expect(await counted()).toBe(0)
    expect(await ticketsOf(0)).toMatchObject([
      { eventCount: 2, events: [{ outcome: 'attached' }, { outcome: 'opened' }] },
    ])
    expect(await counted()).toBe(0)
  })

  it('not where the same errors are spread over a longer time', async () => {
    const events = Array.from({ length: 30 }, (_, i) => event(0, 'ECC_ERRORS', -i * 180, { count: 10, dimm: 'A1' }))
    expect(new Set(await outcomes(...events))).toEqual(new Set(['below-threshold']))
    expect(await counted()).toBe(0)
  })

  it('eight senders and three workers at once: all is counted, and one ticket opens', async () => {
    await rule({ kind: 'LINK_FLAP', ticketType: 'CHECK_COOLING', aggregate: 'count', threshold: 7, windowMinutes: 10 })
    for (let round = 0; round < 5; round++) {
      site = await aCareSite(world.db, 1)
      const workers = Array.from({ length: 3 }, () => openCountedFaults(world.ctx))
      const all = await Promise.all(Array.from({ length: 8 }, () => outcomes(event(0, 'LINK_FLAP', -1))))
      expect(new Set(all.flat())).toEqual(new Set(['below-threshold']))
      const opened = (await Promise.all(workers)).reduce((a, b) => a + b, 0) + (await counted())
      expect(opened).toBe(1)
      expect(await ticketsOf(0)).toMatchObject([{ type: 'CHECK_COOLING', status: 'OPEN' }])
    }
  })

  it('a transaction that is slow to commit is waited for, and what it brought is counted', async () => {
    await world.db.$transaction(
      async (slow) => {
        await slow.$executeRaw`UPDATE servers SET note = 'slow' WHERE barcode = ${barcode(1)}`
        for (let i = 0; i < 8; i++) await outcomes(event(0, 'LINK_FLAP', -1))
        for (let i = 0; i < 3; i++) expect(await openCountedFaults(world.ctx)).toBe(0)
      },
      { timeout: 60_000 },
    )
    expect(await counted()).toBe(1)
  })
})

describe('a rule that wants it to be still so later', () => {
  const FAN = { kind: 'FAN_SLOW', ticketType: 'CHECK_COOLING' } as const

  it('opens its ticket when it is due, with the event; not what has healed by then', async () => {
    await world.db.telemetryRule.updateMany({ where: { kind: 'OVERHEAT' }, data: { stillAfterMinutes: 30 } })
    expect(
      await outcomes(event(0, 'OVERHEAT', 0, { sensor: 'CPU1' }), event(1, 'OVERHEAT', 0, { sensor: 'CPU1' })),
    ).toEqual(['suppressed', 'suppressed'])
    await outcomes(event(0, 'TEMPERATURE_OK', 4, { sensors: { CPU1: 50, CPU2: 51 } }))
    now = new Date(now.getTime() + 29 * MINUTE_MS)
    expect(await openDueFaults(world.ctx)).toBe(0)
    now = new Date(now.getTime() + 2 * MINUTE_MS)
    expect(await Promise.all([openDueFaults(world.ctx), openDueFaults(world.ctx)])).toSatisfy(
      (opened: number[]) => opened.reduce((a, b) => a + b, 0) === 1,
    )
    expect(await ticketsOf(0)).toEqual([])
    expect(await ticketsOf(1)).toMatchObject([
      {
        ...{ type: 'CHECK_COOLING', eventCount: 1, components: [{ name: 'CPU1' }] },
        events: [{ outcome: 'suppressed', reason: 'only if still so after 30 min' }],
      },
    ])
    await world.db.telemetryRule.updateMany({ where: { kind: 'OVERHEAT' }, data: { stillAfterMinutes: null } })
  })

  it('of a server that was scrapped meanwhile nothing opens; in an outage it waits for its end', async () => {
    await rule({ ...FAN, stillAfterMinutes: 5 })
    await world.db.telemetryRule.updateMany({ where: { kind: 'HOST_UNREACHABLE' }, data: { stillAfterMinutes: 5 } })
    await outcomes(event(0, 'FAN_SLOW', 0), event(1, 'HOST_UNREACHABLE', 0))
    await world.db.server.update({
      where: { barcode: barcode(0) },
      data: { state: 'DECOMMISSIONED', rackId: null, u: null, face: null },
    })
    await setPowerOutage(world.ctx, { code: site.datacenter.code, powerOutage: true })
    now = new Date(now.getTime() + 6 * MINUTE_MS)
    expect(await openDueFaults(world.ctx)).toBe(0)
    await setPowerOutage(world.ctx, { code: site.datacenter.code, powerOutage: false })
    expect(await ticketsOf(0)).toEqual([])
    expect(await ticketsOf(1)).toMatchObject([{ type: 'REBOOT', status: 'OPEN' }])
    await world.db.telemetryRule.updateMany({ where: { kind: 'HOST_UNREACHABLE' }, data: { stillAfterMinutes: null } })
  })
})

describe('a rule that asks for a kind of part of its own', () => {
  it('reserves one, is served when one arrives, and is repaired by swapping it', async () => {
    await rule({ kind: 'FAN_DEAD', ticketType: 'CHECK_COOLING', partKind: 'FAN' })
    const stocked = (kind: string, quantity: number) =>
      aStockedPart(world.ctx, { warehouse: site.warehouse.code, models: [site.model.slug], quantity, kind })
    await stocked('DISK', 5)
    const fan = await stocked('FAN', 1)
    await outcomes(event(0, 'FAN_DEAD', 0, { sensor: 'FAN1' }), event(0, 'FAN_DEAD', 0, { sensor: 'FAN2' }))
    await outcomes(event(0, 'OVERHEAT', 0, { sensor: 'CPU1' }))
    const [ticket] = await ticketsOf(0)
    const number = ticket?.number ?? ''
    expect(ticket?.components).toMatchObject([
      { name: 'FAN1', partKind: 'FAN', part: { sku: fan, status: 'reserved' } },
      { name: 'FAN2', partKind: 'FAN', part: { status: 'waiting' } },
      { name: 'CPU1' },
    ])
    expect(ticket?.components[2]).not.toHaveProperty('part')
    const other = await stocked('FAN', 1)
    expect((await ticketsOf(0))[0]?.components[1]).toMatchObject({ part: { sku: other, status: 'reserved' } })
    await editTicket(world.ctx, { number, status: 'IN_PROGRESS', assignee: 'me' })
    await recordScan(world.ctx, { number, code: barcode(0) })
    await recordScan(world.ctx, { number, code: 'OLD-FAN', component: 'FAN1' })
    const { ticket: after } = await recordScan(world.ctx, { number, code: fan, component: 'FAN1' })
    expect(after.components[0]).toMatchObject({ result: 'replaced', part: { status: 'consumed' } })
  })
})

describe('what was wrong is right again', () => {
  it('an OPEN ticket about heat ends with the last sensor that cools down; one that somebody is at stays, marked', async () => {
    const hot = (i: number, sensor: string) => event(i, 'OVERHEAT', -30, { sensor, celsius: 99 })
    await outcomes(hot(0, 'CPU1'), hot(0, 'CPU2'), hot(1, 'CPU1'))
    const [busy] = await ticketsOf(1)
    await editTicket(world.ctx, { number: busy?.number ?? '', status: 'IN_PROGRESS' })
    const cool = (i: number, sensor: string) => event(i, 'TEMPERATURE_OK', -20, { sensor })
    expect(await outcomes(cool(0, 'CPU1'), cool(0, 'CPU3'), cool(1, 'CPU1'))).toEqual([
      'attached',
      'no-rule',
      'attached',
    ])
    const recoveredAt = new Date(now.getTime() - 20 * MINUTE_MS).toISOString()
    expect(await ticketsOf(0)).toMatchObject([{ status: 'OPEN', components: [{ recoveredAt }, { name: 'CPU2' }] }])
    expect(await outcomes(cool(0, 'CPU2'))).toEqual(['attached'])
    expect(await ticketsOf(0)).toMatchObject([
      { status: 'WONT_FIX', notes: [{ text: 'Every sensor it was about has cooled down.' }] },
    ])
    expect(await ticketsOf(1)).toMatchObject([{ status: 'IN_PROGRESS', components: [{ recoveredAt }] }])
    expect(await outcomes(event(1, 'OVERHEAT', -10, { sensor: 'CPU1' }))).toEqual(['attached'])
    expect((await ticketsOf(1))[0]?.components[0]).not.toHaveProperty('recoveredAt')
  })

  it('a good word sent at the same moment as what it ends leaves no ticket, whichever is taken in first', async () => {
    for (let round = 0; round < 12; round++) {
      site = await aCareSite(world.db, 4)
      const said = [0, 1, 2, 3].flatMap((i) => [
        [event(i, 'OVERHEAT', -5, { sensor: 'CPU1' })],
        [event(i, 'TEMPERATURE_OK', -4, { sensors: { CPU1: 50, CPU2: 51 } })],
        [event(i, 'HOST_UNREACHABLE', -5), event(i, 'OVERHEAT', -5, { sensor: 'CPU2' })],
        [event(i, 'HOST_REACHABLE', -4)],
      ])
      await Promise.all((round % 2 === 0 ? said : said.toReversed()).map((events) => outcomes(...events)))
      for (const i of [0, 1, 2, 3]) expect(await liveOf(i)).toEqual([])
    }
  })

  it('a good word that comes while what it ends is being taken in waits for it, and ends it', async () => {
    const sent: Promise<string[]>[] = []
    await world.db.$transaction(
      async (holder) => {
        await holder.$executeRaw`LOCK TABLE ticket_components IN SHARE ROW EXCLUSIVE MODE`
        sent.push(outcomes(event(0, 'OVERHEAT', -5, { sensor: 'CPU1' })))
        // It has looked for good words by now, and stands before its ticket's component.
        for (let waits = 0n; waits === 0n; ) {
          const [row] = await holder.$queryRaw<{ waits: bigint }[]>`
            SELECT count(*) AS waits FROM pg_locks WHERE NOT granted AND relation = 'ticket_components'::regclass`
          waits = row?.waits ?? 0n
        }
        sent.push(outcomes(event(0, 'TEMPERATURE_OK', -4, { sensor: 'CPU1' })))
        await new Promise((done) => setTimeout(done, 300))
      },
      { timeout: 60_000 },
    )
    expect(await Promise.all(sent)).toEqual([['opened'], ['attached']])
    expect(await liveOf(0)).toEqual([])
  })

  it('good words on a server of which nothing is wrong lock no server and write no word', async () => {
    await outcomes(event(0, 'TEMPERATURE_OK', -3, { sensors: { CPU1: 50 } }), event(0, 'HOST_REACHABLE', -3))
    expect(await world.db.serverSymptom.count({ where: { serverId: site.servers[0]?.id ?? 0 } })).toBe(0)
    expect(await outcomes(event(0, 'OVERHEAT', -4, { sensor: 'CPU1' }), event(0, 'HOST_UNREACHABLE', -4))).toEqual([
      'suppressed',
      'suppressed',
    ])
  })

  it('a disk that failed its test keeps its ticket when it passes the next, and says so', async () => {
    await outcomes(event(0, 'SMART_FAIL', -30, { serial: 'D1' }), event(0, 'SMART_FAIL', -30, { serial: 'D2' }))
    const report = { serial: 'D2', reallocated: 0, pending: 0 }
    expect(await outcomes(event(0, 'SMART_REPORT', -20, report), event(1, 'SMART_REPORT', -20, report))).toEqual([
      'attached',
      'below-threshold',
    ])
    const [ticket] = await ticketsOf(0)
    expect(ticket).toMatchObject({ status: 'OPEN', eventCount: 3, components: [{ name: 'D1' }, { name: 'D2' }] })
    expect(ticket?.components.map((component) => component.recoveredAt !== undefined)).toEqual([false, true])
  })

  it('what comes and goes three times within the hour keeps its ticket open until somebody looks', async () => {
    const went = (minutes: number) => outcomes(event(0, 'HOST_UNREACHABLE', minutes))
    const came = (minutes: number) => outcomes(event(0, 'HOST_REACHABLE', minutes))
    for (const start of [-50, -40]) {
      expect(await went(start)).toEqual(['opened'])
      expect(await came(start + 5)).toEqual(['attached'])
      expect(await liveOf(0)).toEqual([])
    }
    expect(await went(-30)).toEqual(['opened'])
    expect(await came(-25)).toEqual(['attached'])
    expect(await went(-20)).toEqual(['attached'])
    expect(await came(-15)).toEqual(['attached'])
    expect(await liveOf(0)).toMatchObject([{ type: 'REBOOT', status: 'OPEN', eventCount: 4 }])
    expect(await ticketsOf(0)).toHaveLength(3)
  })

  it('what comes and goes within one request is counted as that, too', async () => {
    const went = (minutes: number) => event(0, 'HOST_UNREACHABLE', minutes)
    const came = (minutes: number) => event(0, 'HOST_REACHABLE', minutes)
    for (const start of [-50, -40, -30])
      expect(await outcomes(went(start), came(start + 5))).toEqual(['suppressed', 'no-rule'])
    expect(await outcomes(went(-20))).toEqual(['opened'])
    expect(await outcomes(came(-15))).toEqual(['attached'])
    expect(await liveOf(0)).toMatchObject([{ type: 'REBOOT', status: 'OPEN' }])
  })
})

describe('the same fault again', () => {
  const repaired = async (at: number) => {
    await outcomes(event(0, 'OVERHEAT', at, { sensor: `S${at}` }))
    const [ticket] = await liveOf(0)
    await editTicket(world.ctx, { number: ticket?.number ?? '', status: 'IN_PROGRESS' })
    return editTicket(world.ctx, { number: ticket?.number ?? '', status: 'DONE' })
  }

  it('within seven days of its repair names it, after that it does not; the third repair suggests to retire the server', async () => {
    const first = await repaired(-3)
    expect(first).toMatchObject({ repairsBefore: 0, retireSuggested: false })
    now = new Date(now.getTime() + 6 * 24 * 60 * MINUTE_MS)
    const second = await repaired(-2)
    expect(second).toMatchObject({ repeatOf: first.number, repairsBefore: 1, retireSuggested: false })
    now = new Date(now.getTime() + 8 * 24 * 60 * MINUTE_MS)
    const third = await repaired(-1)
    expect(third).toMatchObject({ repairsBefore: 2, retireSuggested: true })
    expect(third).not.toHaveProperty('repeatOf')
  })
})
