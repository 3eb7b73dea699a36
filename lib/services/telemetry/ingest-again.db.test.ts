import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestWorld, testWorld } from '../../testing/context'
import { aCareSite, anEvent } from '../../testing/factories/tickets'
import { listTickets } from '../tickets/list-tickets'
import { ingestEvents } from './ingest-events'
import { listEvents } from './list-events'

let world: TestWorld
let site: Awaited<ReturnType<typeof aCareSite>>
beforeAll(async () => {
  world = await testWorld()
  site = await aCareSite(world.db, 2)
})
afterAll(() => world.close())

describe('a batch that the database refuses for others’ sake', () => {
  it('is taken in at the second attempt, read from what was kept of it', async () => {
    await world.db.$executeRaw`CREATE SEQUENCE attempts`
    await world.db.$executeRaw`
      CREATE FUNCTION refuse_once() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF nextval('attempts') = 1 THEN RAISE EXCEPTION 'not now' USING ERRCODE = 'serialization_failure'; END IF;
        RETURN new;
      END $$`
    await world.db
      .$executeRaw`CREATE TRIGGER refuse_once BEFORE INSERT ON telemetry_events FOR EACH ROW EXECUTE FUNCTION refuse_once()`
    try {
      const [first = '', second = ''] = site.servers.map(({ barcode }) => barcode)
      const report = (barcode: string, mediaErrors: number) =>
        anEvent(barcode, 'SMART_REPORT', { serial: 'ONCE', passed: true, mediaErrors })
      const healthy = report(first, 0)
      const few = anEvent(first, 'ECC_ERRORS', { count: 4 })
      const answer = await ingestEvents(world.ctx, {
        events: [healthy, report(second, 3), few, { kind: 'NOTHING' }, healthy],
      })
      expect(answer).toMatchObject({ accepted: 3, duplicates: 1, ticketsOpened: 1, rejected: [{ index: 3 }] })
      const [{ value } = { value: 0n }] = await world.db.$queryRaw<
        { value: bigint }[]
      >`SELECT last_value AS value FROM attempts`
      expect(value).toBe(4n)
      const { items } = await listEvents(world.ctx, { limit: 10, server: [first] })
      expect(items).toHaveLength(2)
      expect(items).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ kind: 'SMART_REPORT', outcome: 'below-threshold', payload: healthy.payload }),
          expect.objectContaining({
            kind: 'ECC_ERRORS',
            reason: 'count 4, a ticket opens over 10',
            payload: few.payload,
          }),
        ]),
      )
      const [ticket] = (await listTickets(world.ctx, { limit: 10, server: [second] })).items
      expect(ticket?.components).toMatchObject([{ name: 'ONCE' }])
    } finally {
      await world.db.$executeRaw`DROP TRIGGER refuse_once ON telemetry_events`
    }
  })
})
