import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ApiWorld, apiWorld } from '../testing/http'

let world: ApiWorld
beforeAll(async () => {
  world = await apiWorld()
  await world.api('POST', '/datacenters', { body: { code: 'FRA1' } })
  await world.api('POST', '/warehouses', { body: { code: 'FRA1-W', datacenter: 'FRA1' } })
  await world.api('POST', '/inventory/scans', { body: { barcode: 'SRV-1', location: { warehouse: 'FRA1-W' } } })
})
afterAll(() => world.close())

const START = Date.now()
let events = 0
const line = (barcode = 'SRV-1') =>
  JSON.stringify({ barcode, ts: new Date(START - ++events).toISOString(), kind: 'FAN_SPEED', payload: { rpm: events } })
const headers = { 'content-type': 'application/x-ndjson' }

function streamOf(chunks: Iterable<string>, end: 'ends' | 'breaks' = 'ends'): ReadableStream {
  const iterator = chunks[Symbol.iterator]()
  return new ReadableStream({
    pull(controller) {
      const next = iterator.next()
      if (!next.done) controller.enqueue(new TextEncoder().encode(next.value))
      else if (end === 'ends') controller.close()
      else controller.error(new Error('the sender went away'))
    },
  })
}
const stored = () => world.db.telemetryEvent.count()

describe('events line by line', () => {
  it('as many as one likes, in one answer with each by its index', async () => {
    const lines = Array.from({ length: 12_345 }, (_, i) => (i % 5_000 === 4_999 ? '{"barcode": "SRV-1"' : line()))
    const before = await stored()
    const answer = await world.api('POST', '/telemetry', { headers, raw: streamOf(lines.map((one) => `${one}\n`)) })
    expect(answer.status).toBe(202)
    expect(answer.body).toMatchObject({ accepted: 12_343, duplicates: 0, ticketsOpened: 0 })
    expect(answer.body.rejected.map(({ index }: { index: number }) => index)).toEqual([4_999, 9_999])
    expect(answer.body.results.map(({ index }: { index: number }) => index)).toEqual(lines.map((_, i) => i))
    expect(await stored()).toBe(before + 12_343)
    const again = await world.api('POST', '/telemetry', { headers, raw: lines.join('\n') })
    expect(again.body).toMatchObject({ accepted: 0, duplicates: 12_343 })
    expect(await stored()).toBe(before + 12_343)
  })

  it('a sender that goes away in the middle has what it sent kept, and sends it again without harm', async () => {
    const lines = Array.from({ length: 1_500 }, () => line())
    const before = await stored()
    const cut = [...lines.slice(0, 1_200).map((one) => `${one}\n`), '{"barcode":']
    const broken = await world.api('POST', '/telemetry', { headers, raw: streamOf(cut, 'breaks') })
    expect(broken).toMatchObject({ status: 400, body: { code: 'malformed' } })
    expect(await stored()).toBe(before + 1_200)
    const again = await world.api('POST', '/telemetry', { headers, raw: lines.join('\n') })
    expect(again.body).toMatchObject({ accepted: 300, duplicates: 1_200 })
  })

  it('no event at all is refused, as an empty array is', async () => {
    for (const raw of ['', '\n \n']) {
      const answer = await world.api('POST', '/telemetry', { headers, raw })
      expect(answer).toMatchObject({ status: 400, body: { code: 'validation' } })
    }
  })

  it('an Idempotency-Key answers the repeat with the first answer', async () => {
    const raw = `${line()}\n${line()}`
    const keyed = { ...headers, 'idempotency-key': 'lines-1' }
    const first = await world.api('POST', '/telemetry', { headers: keyed, raw })
    expect(first.body).toMatchObject({ accepted: 2 })
    const again = await world.api('POST', '/telemetry', { headers: keyed, raw })
    expect(again.body).toEqual(first.body)
    expect(again.headers.get('idempotency-replayed')).toBe('true')
    expect((await world.api('POST', '/telemetry', { headers: keyed, raw: line() })).status).toBe(422)
  })

  it('another type than JSON and lines is still refused', async () => {
    const answer = await world.api('POST', '/telemetry', { headers: { 'content-type': 'text/csv' }, raw: 'a,b' })
    expect(answer.status).toBe(415)
  })
})
