import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestWorld, testWorld } from '../../testing/context'
import { aCareSite, anEvent } from '../../testing/factories/tickets'
import { ingestEvents } from './ingest-events'
import { keepTelemetryPartitions } from './keep-telemetry-partitions'
import { listEvents } from './list-events'

const DAY_MS = 86_400_000
let world: TestWorld
let barcode = ''
beforeAll(async () => {
  world = await testWorld()
  barcode = (await aCareSite(world.db, 1)).servers[0]?.barcode ?? ''
})
afterAll(() => world.close())

const later = (days: number) => ({ ...world.ctx, clock: () => new Date(Date.now() + days * DAY_MS) })
const months = async () => {
  const rows = await world.db.$queryRaw<{ name: string }[]>`
    SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = 'telemetry_events'::regclass ORDER BY 1`
  return rows.map((row) => row.name)
}
const monthOf = async (id: string) => {
  const rows = await world.db.$queryRaw<{ name: string }[]>`
    SELECT tableoid::regclass::text AS name FROM telemetry_events WHERE id = ${BigInt(id)}`
  return rows[0]?.name
}
const named = (days: number) =>
  `events_${new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 7).replace('-', '_')}`

describe('telemetry is kept by month', () => {
  it('months are made ahead, and those older than any event may be are dropped with what they held', async () => {
    await keepTelemetryPartitions(world.ctx)
    expect(await months()).toContain(named(60))
    expect(await months()).not.toContain(named(100))
    await ingestEvents(world.ctx, { events: [anEvent(barcode, 'FAN_SLOW')] })
    const { dropped } = await keepTelemetryPartitions(later(450))
    expect(dropped).toContain(named(0))
    expect(await months()).toContain(named(510))
    expect((await listEvents(world.ctx, { limit: 5, server: [barcode] })).items).toEqual([])
  })

  it('a month that nobody had made in time takes over what came meanwhile, under the same id, and goes on taking', async () => {
    const ctx = later(900)
    const event = { ...anEvent(barcode, 'FAN_SLOW'), ts: new Date(Date.now() + 899 * DAY_MS).toISOString() }
    await ingestEvents(ctx, { events: [event] })
    const [kept] = (await listEvents(ctx, { limit: 5, server: [barcode] })).items
    expect(await monthOf(kept?.id ?? '')).toBe('telemetry_partitions.events_default')
    await Promise.all([keepTelemetryPartitions(ctx), keepTelemetryPartitions(ctx)])
    expect(await monthOf(kept?.id ?? '')).toBe(`telemetry_partitions.${named(899)}`)
    expect((await ingestEvents(ctx, { events: [event] })).duplicates).toBe(1)
    expect((await ingestEvents(ctx, { events: [{ ...event, eventHash: 'another' }] })).accepted).toBe(1)
    expect((await listEvents(ctx, { limit: 5, server: [barcode] })).items).toHaveLength(2)
  })

  it('of the default partition what is older than any event may be goes as well', async () => {
    const ctx = later(1_300)
    const event = { ...anEvent(barcode, 'FAN_SLOW'), ts: new Date(Date.now() + 1_299 * DAY_MS).toISOString() }
    await ingestEvents(ctx, { events: [event] })
    await keepTelemetryPartitions(later(1_750))
    expect(await world.db.telemetryEvent.count()).toBe(0)
  })

  it('whoever reads for long is not waited for, so that senders do not wait behind the drop', async () => {
    await world.db.$transaction(
      async (reader) => {
        await reader.telemetryEvent.count()
        await expect(keepTelemetryPartitions(later(2_600))).rejects.toThrow()
        expect((await ingestEvents(world.ctx, { events: [anEvent(barcode, 'FAN_SLOW')] })).accepted).toBe(1)
      },
      { timeout: 60_000 },
    )
    expect((await keepTelemetryPartitions(later(2_600))).dropped.length).toBeGreaterThan(0)
  })
})
