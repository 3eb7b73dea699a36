import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { eventInput, MAX_PAYLOAD } from '../../contracts/telemetry/event'
import { canonicalJson } from '../../domain/telemetry/event-hash'
import { parseEvents, validEvent } from './parse-events'
import { plainEvent } from './plain-event'

/** Values that are right, nearly right and wrong, so that every combination of them is met. */
const barcodes = fc.constantFrom('SRV-1', ' SRV-1 ', 'a'.repeat(64), 'a'.repeat(65), '', 'Ä', 7, null, undefined)
const times = fc.oneof(
  fc.constantFrom('2026-02-29T00:00:00Z', '2024-02-29T00:00:00Z', '2026-04-31T00:00:00Z', '2026-11-29T23:59:59.999Z'),
  fc.constantFrom('2026-11-29T24:00:00Z', '2026-11-29 10:00:00Z', '2026-11-29T10:00:00+01:00', '2026-11-29T10:00Z', 5),
  fc.constantFrom(
    '1969-12-31T23:59:59Z',
    '1970-01-01T00:00:00Z',
    '9999-12-31T23:59:59Z',
    '2026-11-29T10:00:00.1234567Z',
  ),
  fc
    .tuple(fc.integer({ min: 1965, max: 2105 }), fc.nat(13), fc.nat(32), fc.nat(25), fc.nat(61), fc.nat(61))
    .map(([year, ...rest]) => {
      const [month, day, hour, minute, second] = rest.map((part) => String(part).padStart(2, '0'))
      return `${year}-${month}-${day}T${hour}:${minute}:${second}Z`
    }),
)
const kinds = fc.constantFrom('SMART_FAIL', 'A', '_A', 'a', 'A'.repeat(64), 'A'.repeat(65), 'A\n', '', null)
const deep = (levels: number): unknown => (levels === 0 ? 1 : { deeper: deep(levels - 1) })
const payloads = fc.oneof(
  fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue()),
  fc.jsonValue(),
  fc.constantFrom(deep(31), deep(32), deep(33), [], 'text', { nul: '\u0000' }, { broken: '\ud800' }, { '\ud800': 1 }),
  fc.constantFrom(JSON.parse('{"__proto__":1}'), JSON.parse('{"a":{"__proto__":{"b":1}}}'), {
    big: Number.POSITIVE_INFINITY,
  }),
  fc.integer({ min: -3, max: 3 }).map((more) => ({ long: 'x'.repeat(MAX_PAYLOAD - 11 + more) })),
)
const hashes = fc.constantFrom(
  'a'.repeat(64),
  'agent-7:41',
  ' spaced ',
  'x'.repeat(128),
  'x'.repeat(129),
  'é',
  '',
  1,
  undefined,
)
const events = fc.oneof(
  fc.record({ barcode: barcodes, ts: times, kind: kinds, payload: payloads, eventHash: hashes }),
  fc.record({ barcode: fc.constant('S'), ts: times, kind: fc.constant('K'), payload: payloads }),
  fc.record({ barcode: barcodes, ts: times, kind: kinds, payload: payloads, extra: fc.constant(1) }),
  fc.record({ barcode: fc.constant('S'), ts: times }),
  fc.jsonValue().filter((value) => typeof value !== 'string'),
)

describe('an event that is plainly valid', () => {
  it('is to the schema what it is without it, and one that the schema refuses is never plainly valid', () => {
    fc.assert(
      fc.property(events, (event) => {
        const result = eventInput.safeParse(event)
        const valid = validEvent(event)
        expect('input' in valid).toBe(result.success)
        if (!result.success || !('input' in valid)) return
        expect(valid).toEqual({ input: result.data, payloadJson: canonicalJson(result.data.payload) })
      }),
      { numRuns: 5_000 },
    )
  })

  it('is nearly every event: the schema is asked of few', () => {
    const sent = {
      barcode: 'FRA1-A07',
      ts: '2026-11-29T10:00:00.000Z',
      kind: 'SMART_REPORT',
      payload: { reallocated: 0 },
    }
    expect(plainEvent(sent)?.input).toEqual(sent)
    expect(plainEvent({ ...sent, eventHash: 'agent-7:41' })?.input).toEqual({ ...sent, eventHash: 'agent-7:41' })
    expect(plainEvent({ ...sent, ts: '2026-01-31T10:00:00Z' })).toBeDefined()
  })
})

describe('the hash of an event', () => {
  it('begins with its minute, and is the same however the event is written', () => {
    const ts = '2026-11-29T10:00:30.000Z'
    const hashesOf = (...sent: unknown[]) => parseEvents(sent, new Date(ts)).good.map(({ hash }) => hash)
    const [one, same, other] = hashesOf(
      { barcode: 'A', ts, kind: 'K', payload: { a: 1, b: 2 } },
      { payload: { b: 2, a: 1 }, kind: 'K', ts: '2026-11-29T11:00:30+01:00', barcode: ' a ' },
      { barcode: 'A', ts, kind: 'K', payload: { a: 1, b: 3 } },
    )
    expect(one).toMatch(/^[0-9a-f]{64}$/)
    expect(Number.parseInt(one?.slice(0, 8) ?? '', 16)).toBe(Math.floor(Date.parse(ts) / 60_000))
    expect(same).toBe(one)
    expect(other).not.toBe(one)
  })
})
