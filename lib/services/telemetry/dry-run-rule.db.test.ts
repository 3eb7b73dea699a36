import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { dryRunInput } from '../../contracts/telemetry/dry-run'
import { type TestWorld, testWorld } from '../../testing/context'
import { countAllEvents } from '../../testing/count-all-events'
import { countStatements } from '../../testing/count-statements'
import { aCareSite } from '../../testing/factories/tickets'
import { setPowerOutage } from '../lifecycle/set-power-outage'
import { openTicket } from '../tickets/open-ticket'
import { createRule } from './create-rule'
import { dryRunRule } from './dry-run-rule'
import { editRule } from './edit-rule'
import { ingestEvents } from './ingest-events'
import { listSeenKinds } from './list-seen-kinds'
import { openDueFaults } from './open-due-faults'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const START = new Date('2026-11-20T00:00:00Z').getTime()
let now = START
let world: TestWorld
let site: Awaited<ReturnType<typeof aCareSite>>
beforeAll(async () => {
  world = await testWorld({ clock: () => new Date(now) })
  site = await aCareSite(world.db, 4)
})
afterAll(() => world.close())
beforeEach(() => forget())

/** As if nothing had been said yet. */
async function forget(): Promise<void> {
  await world.db.$executeRaw`TRUNCATE telemetry_events, telemetry_hashes, server_symptoms, waiting_faults`
  await world.db.$executeRaw`DELETE FROM tickets`
  await world.db.$executeRaw`UPDATE servers SET open_high_tickets = 0`
}

const dryRun = (input: Parameters<typeof dryRunInput.parse>[0]) => dryRunRule(world.ctx, dryRunInput.parse(input))
const barcode = (i: number) => site.servers[i]?.barcode ?? ''
type Said = { server: number; at: number; kind: string; payload: Record<string, unknown> }
let sent = 0
const ingest = async (said: readonly Said[]) => {
  const events = said.map(({ server, at, kind, payload }) => ({
    ...{ barcode: barcode(server), ts: new Date(at).toISOString(), kind, payload, eventHash: `d${++sent}` },
  }))
  return (await ingestEvents(world.ctx, { events })).results.map((result) => result.outcome)
}
const report = (server: number, minutes: number, payload: Record<string, unknown>): Said => ({
  ...{ server, at: now + minutes * MINUTE_MS, kind: 'SMART_REPORT', payload },
})
const ruleOf = (where: { kind: string; field?: string | null; aggregate?: string | null }) =>
  world.db.telemetryRule.findFirstOrThrow({ where })

describe('a dry run', () => {
  it('of a lower threshold: tickets that would have opened beside those that did, the strongest and the nearest, by component', async () => {
    now = START + 40 * HOUR_MS
    await ingest([
      report(0, -90, { serial: 'D1', reallocated: 1975 }),
      report(0, -80, { serial: 'D1', reallocated: 1976 }),
      report(0, -70, { serial: 'D2', reallocated: 9 }),
      report(1, -60, { serial: 'D3', reallocated: 7 }),
      report(2, -50, { serial: 'D4', reallocated: 4 }),
      report(2, -50, { serial: 'D5', reallocated: 0 }),
      report(3, -50, { serial: 'D6' }),
    ])
    now += 5 * MINUTE_MS
    const rule = await ruleOf({ kind: 'SMART_REPORT', field: 'reallocated' })
    const answer = await dryRun({ id: rule.id, threshold: 5 })
    expect(answer).toMatchObject({
      ...{ kind: 'SMART_REPORT', looked: 7, truncated: false, met: 4, really: 1 },
      proposed: { tickets: 2, byRule: 2, servers: 2, waiting: 0, events: { opens: 2, joins: 2, below: 3 } },
      present: { tickets: 1, byRule: 0, servers: 1, events: { opens: 1, joins: 1, below: 5 } },
    })
    expect(answer.strongest).toMatchObject([
      { server: barcode(0), component: 'D1', reading: 1976, outcome: 'joins' },
      { server: barcode(0), component: 'D2', reading: 9, outcome: 'joins' },
      { server: barcode(1), component: 'D3', reading: 7, outcome: 'opens' },
    ])
    expect(answer.nearest).toMatchObject([{ component: 'D4', reading: 4, outcome: 'below' }])
    expect(answer.nearest).toHaveLength(1)
    expect(answer.days).toHaveLength(31)
    expect(answer.days.filter((day) => day.proposed > 0)).toEqual([{ day: '2026-11-21', proposed: 2, present: 1 }])
  })

  it('writes nothing, and takes no more statements for many events than for one', async () => {
    now = START + 100 * HOUR_MS
    const rule = await ruleOf({ kind: 'SMART_REPORT', field: 'reallocated' })
    const input = dryRunInput.parse({ id: rule.id, threshold: 1 })
    const count = async () => (await countStatements(world, (ctx) => dryRunRule(ctx, input))).length
    await ingest([report(0, -90, { serial: 'D1', reallocated: 5 })])
    const tables = () => world.db.$queryRaw<{ table: string; rows: string }[]>`
      SELECT c.relname AS table, (xpath('/row/c/text()', query_to_xml(format('SELECT count(*) AS c FROM %I', c.relname), false, true, '')))[1]::text AS rows
      FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') ORDER BY 1`
    const before = await tables()
    expect(await count()).toBeLessThan(40)
    expect(await tables()).toEqual(before)
    await ingest(Array.from({ length: 300 }, (_, i) => report(i % 4, -i, { serial: `E${i}`, reallocated: i })))
    expect(await count()).toBeLessThan(40)
  })

  it('a ticket from elsewhere was there all the same: what would have joined it opens nothing', async () => {
    now = START + 200 * HOUR_MS
    await openTicket(world.ctx, { server: barcode(0), type: 'REPLACE_DISK', priority: 'NORMAL', components: ['D9'] })
    now += MINUTE_MS
    await ingest([report(0, 0, { serial: 'D1', reallocated: 5 }), report(1, 0, { serial: 'D2', reallocated: 5 })])
    const rule = await ruleOf({ kind: 'SMART_REPORT', field: 'reallocated' })
    expect(await dryRun({ id: rule.id, threshold: 1 })).toMatchObject({
      ...{ really: 0, present: { tickets: 0 } },
      proposed: { tickets: 1, events: { opens: 1, joins: 1 } },
    })
  })

  it('what an outage kept back stays kept back', async () => {
    now = START + 300 * HOUR_MS
    await setPowerOutage(world.ctx, { code: site.datacenter.code, powerOutage: true })
    await ingest([{ server: 0, at: now, kind: 'HOST_UNREACHABLE', payload: {} }])
    const rule = await ruleOf({ kind: 'HOST_UNREACHABLE' })
    expect(await dryRun({ id: rule.id, priority: 'HIGH' })).toMatchObject({
      proposed: { tickets: 0, events: { suppressed: 1 } },
    })
    await setPowerOutage(world.ctx, { code: site.datacenter.code, powerOutage: false })
  })

  it('of a rule that is there already, of half a rule or for a role that makes none: refused, with the reason', async () => {
    const plain = { kind: 'SMART_FAIL', ticketType: 'REPLACE_DISK' } as const
    await expect(dryRun(plain)).rejects.toMatchObject({ code: 'already-exists' })
    expect(dryRunInput.safeParse({ kind: 'SMART_FAIL' }).error?.issues[0]?.path).toEqual(['ticketType'])
    expect(dryRunInput.safeParse({ ...plain, field: 'x' }).error?.issues[0]?.path).toEqual(['threshold'])
    const rule = await ruleOf({ kind: 'SMART_FAIL' })
    await expect(dryRun({ id: rule.id, threshold: 3 })).rejects.toMatchObject({ code: 'incompatible' })
    const input = dryRunInput.parse({ id: rule.id })
    for (const ctx of [world.as('VIEWER'), world.as('OPERATOR', site.datacenter.id)])
      await expect(dryRunRule(ctx, input)).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('who asks again takes the place of their own last question; everybody else gets an answer', async () => {
    const rule = await ruleOf({ kind: 'SMART_REPORT', field: 'reallocated' })
    const ask = (threshold: number, ctx = world.ctx) => dryRunRule(ctx, dryRunInput.parse({ id: rule.id, threshold }))
    const answers = await Promise.allSettled([ask(1), ask(2), ask(3), ask(4, world.as('OPERATOR'))])
    expect(answers.map((answer) => answer.status)).toEqual(['rejected', 'rejected', 'fulfilled', 'fulfilled'])
    expect(answers[0]).toMatchObject({ reason: { code: 'rate-limited' } })
  })

  it('kinds that came lately are named with their numbers', async () => {
    now = START + 400 * HOUR_MS
    await ingest([
      report(0, -10, { serial: 'D1', reallocated: 5, passed: true }),
      report(0, -60 * 24 * 20, { pending: 1 }),
      { server: 0, at: now, kind: 'LINK_FLAP', payload: {} },
    ])
    expect(await listSeenKinds(world.as('VIEWER'))).toEqual({
      items: [
        { kind: 'LINK_FLAP', fields: [] },
        { kind: 'SMART_REPORT', fields: ['pending', 'reallocated'] },
      ],
    })
  })
})

interface Case {
  where: { kind: string; field?: string | null; aggregate?: string | null }
  clears: string | null
  payload: fc.Arbitrary<Record<string, unknown>>
  changes: fc.Arbitrary<Record<string, unknown>>
}

const still = fc.constantFrom(null, 20, 180)
const CASES: Case[] = [
  {
    where: { kind: 'SMART_REPORT', field: 'reallocated' },
    clears: 'SMART_OK',
    payload: fc.record({ serial: fc.constantFrom('D1', 'D2'), reallocated: fc.nat(12) }),
    changes: fc.record({ threshold: fc.nat(11), stillAfterMinutes: still }),
  },
  {
    where: { kind: 'SMART_REPORT', field: 'criticalWarning' },
    clears: null,
    payload: fc.record({ serial: fc.constantFrom('D1', 'D2'), criticalWarning: fc.nat(7) }),
    changes: fc.record({ threshold: fc.nat(7) }),
  },
  {
    where: { kind: 'ECC_ERRORS', aggregate: 'sum' },
    clears: 'ECC_OK',
    payload: fc.record({ dimm: fc.constantFrom('A1', 'A2'), count: fc.nat(9) }),
    changes: fc.record({ threshold: fc.nat(20), windowMinutes: fc.integer({ min: 1, max: 300 }) }),
  },
  {
    where: { kind: 'OVERHEAT', field: null },
    clears: 'TEMPERATURE_OK',
    payload: fc.record({ sensor: fc.constantFrom('CPU1', 'CPU2'), celsius: fc.integer({ min: 60, max: 99 }) }),
    changes: fc.oneof(
      fc.record({ stillAfterMinutes: still }),
      fc.record({
        field: fc.constant('celsius'),
        threshold: fc.integer({ min: 60, max: 99 }),
        stillAfterMinutes: still,
      }),
    ),
  },
  {
    where: { kind: 'HOST_UNREACHABLE' },
    clears: 'HOST_REACHABLE',
    payload: fc.constant({}),
    changes: fc.record({ stillAfterMinutes: still }),
  },
]

/** Requests in the order received, within 20 hours, each with events of the two hours before it. */
const scenario = fc.integer({ min: 0, max: CASES.length - 1 }).chain((index) => {
  const { where, clears, payload, changes } = CASES[index] ?? {
    where: { kind: 'X' },
    clears: null,
    payload: fc.constant({}),
    changes: fc.constant({}),
  }
  const said = fc.record({
    server: fc.nat(1),
    before: fc.nat(120),
    kind: clears === null ? fc.constant(where.kind) : fc.constantFrom(where.kind, where.kind, where.kind, clears),
    payload,
  })
  const request = fc.record({
    after: fc.integer({ min: 1, max: 90 }),
    said: fc.array(said, { minLength: 1, maxLength: 5 }),
  })
  return fc.record({ where: fc.constant(where), changes, requests: fc.array(request, { minLength: 1, maxLength: 13 }) })
})

describe('the answer of a dry run', () => {
  const play = async (
    from: number,
    counting: boolean,
    requests: readonly { after: number; said: readonly (Omit<Said, 'at'> & { before: number })[] }[],
  ) => {
    now = from
    for (const { after, said } of requests) {
      now += after * MINUTE_MS
      await openDueFaults(world.ctx)
      await ingest(said.map(({ before, ...one }) => ({ ...one, at: now - before * MINUTE_MS })))
      if (counting) await countAllEvents(world)
    }
    now = from + 23 * HOUR_MS
    await openDueFaults(world.ctx)
  }
  const really = async (kind: string) => {
    const [tickets, events, waiting] = await Promise.all([
      world.db.ticket.findMany({ select: { serverId: true } }),
      world.db.telemetryEvent.findMany({ where: { kind }, select: { outcome: true } }),
      world.db.waitingFault.count(),
    ])
    const of = (outcome: string) => events.filter((event) => event.outcome === outcome).length
    return {
      ...{ tickets: tickets.length, servers: new Set(tickets.map((ticket) => ticket.serverId)).size, waiting },
      ...{ opened: of('opened'), attached: of('attached'), below: of('below-threshold'), suppressed: of('suppressed') },
    }
  }
  const supposed = ({ tickets, servers, waiting, events }: Awaited<ReturnType<typeof dryRun>>['proposed']) => ({
    ...{ tickets, servers, waiting, opened: events.opens, attached: events.joins + events.other, below: events.below },
    suppressed: events.waits + events.suppressed,
  })

  it('is what ingest then makes of the same events, whatever they are and however they come', async () => {
    let from = START + 1_000 * HOUR_MS
    await fc.assert(
      fc.asyncProperty(scenario, async ({ where, changes, requests }) => {
        from += 1_000 * HOUR_MS
        const counting = 'aggregate' in where
        // What is counted is judged some seconds after what came with it: the same tickets open, by the one event or the next.
        const told = (facts: ReturnType<typeof supposed>) =>
          counting ? { tickets: facts.tickets, servers: facts.servers } : facts
        const rules = await world.db.telemetryRule.findMany({ where: { kind: where.kind } })
        const rule = await ruleOf(where)
        const { id, version: _v, createdAt: _c, updatedAt: _u, ...before } = rule
        await world.db.telemetryRule.updateMany({ where: { kind: where.kind }, data: { enabled: false } })
        try {
          await play(from, counting, requests)
          const answer = await dryRun({ id, enabled: true, ...changes })
          expect(answer.really).toBe(0)
          expect(answer.present.tickets).toBe(0)
          await forget()
          await editRule(world.ctx, { id, enabled: true, ...changes })
          await play(from, counting, requests)
          expect(told(supposed(answer.proposed))).toEqual(told(await really(where.kind)))
          // And asked again of what then happened, today's rules come to what they really did.
          const again = await dryRun({ id })
          expect(again).toMatchObject({ really: answer.proposed.tickets, looked: answer.looked })
          expect(told(supposed(again.present))).toEqual(told(await really(where.kind)))
        } finally {
          await forget()
          await world.db.telemetryRule.update({ where: { id }, data: before })
          for (const { id: other, enabled } of rules)
            await world.db.telemetryRule.update({ where: { id: other }, data: { enabled } })
        }
      }),
      { numRuns: 20, endOnFailure: true },
    )
  }, 120_000)
})

describe('a rule is changed as a whole', () => {
  it('its condition, its ticket and its window; another rule of that condition is in the way', async () => {
    const rule = await createRule(world.ctx, {
      ...{ kind: 'FAN_SLOW', operator: 'over', ticketType: 'CHECK_COOLING', priority: 'NORMAL', enabled: true },
    })
    const counted = await editRule(world.ctx, { id: rule.id, aggregate: 'count', threshold: 3, windowMinutes: 60 })
    expect(counted).toMatchObject({ aggregate: 'count', threshold: 3, windowMinutes: 60, version: 2 })
    await expect(editRule(world.ctx, { id: rule.id, aggregate: null })).rejects.toMatchObject({ code: 'incompatible' })
    const read = await editRule(world.ctx, { id: rule.id, aggregate: null, windowMinutes: null, field: 'rpm' })
    expect(read).toMatchObject({ field: 'rpm', threshold: 3 })
    expect(read).not.toHaveProperty('aggregate')
    await createRule(world.ctx, {
      ...{ kind: 'FAN_SLOW', operator: 'over', ticketType: 'CHECK_COOLING', priority: 'NORMAL', enabled: true },
    })
    await expect(editRule(world.ctx, { id: rule.id, field: null, threshold: null })).rejects.toMatchObject({
      code: 'already-exists',
    })
  })
})
