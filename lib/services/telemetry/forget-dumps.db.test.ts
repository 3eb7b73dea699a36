import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestWorld, testWorld } from '../../testing/context'
import { forgetDumps, MOST_DUMPS } from './forget-dumps'
import { keepDump } from './keep-dump'

const DAY_MS = 86_400_000
let now = Date.UTC(2026, 10, 29)
let world: TestWorld
beforeAll(async () => {
  world = await testWorld({ clock: () => new Date(now) })
})
afterAll(() => world.close())

const keep = (text: string) => {
  const body = new Uint8Array(Buffer.from(text))
  return keepDump(world.ctx, {
    format: 'smartctl',
    body,
    contentType: '',
    barcode: null,
    datacenterId: null,
    reason: 'why',
  })
}
const many = (count: number, from: string) => world.db.$executeRaw`
  INSERT INTO telemetry_dumps (format, sha256, content_type, body, bytes, reason, request_id, received_at, last_received_at)
  SELECT 'redfish', decode(md5(${from} || n), 'hex'), '', '', 0, 'why', '', ${new Date(now)}, ${new Date(now)}::timestamptz - n * interval '1 second'
  FROM generate_series(1, ${count}::int) n`
const count = () => world.db.telemetryDump.count()

it('dumps are forgotten after 30 days without having come again', async () => {
  const old = await keep('old')
  await keep('comes again')
  now += 29 * DAY_MS
  await keep('comes again')
  now += 2 * DAY_MS
  expect(await forgetDumps(world.ctx)).toBe(1)
  expect(await world.db.telemetryDump.findUnique({ where: { id: old } })).toBeNull()
  expect(await count()).toBe(1)
})

it('no more than the newest are kept, by each that comes and by the worker', async () => {
  await world.db.telemetryDump.deleteMany()
  await many(MOST_DUMPS, 'a')
  const newest = await keep('newest')
  expect(await count()).toBe(MOST_DUMPS)
  await many(250, 'b')
  expect(await forgetDumps(world.ctx)).toBe(250)
  expect(await count()).toBe(MOST_DUMPS)
  expect(await world.db.telemetryDump.findUnique({ where: { id: newest } })).not.toBeNull()
})

it('many that send the same at once keep it once, and count each', async () => {
  await world.db.telemetryDump.deleteMany()
  const ids = await Promise.all(Array.from({ length: 16 }, () => keep('the same')))
  expect(new Set(ids).size).toBe(1)
  expect(await world.db.telemetryDump.findMany({ select: { times: true } })).toEqual([{ times: 16 }])
})
