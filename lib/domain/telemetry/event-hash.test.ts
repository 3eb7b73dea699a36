import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isStorableJson } from '../../contracts/primitives'
import { canonicalEvent, canonicalJson, storableJson } from './event-hash'

const event = {
  barcode: 'SRV-1',
  at: '2026-11-23T14:20:00.000Z',
  kind: 'SMART_FAIL',
  payload: { serial: 'S', device: 'a' },
}
const contentOf = ({ payload, ...of }: typeof event) => canonicalEvent(of, canonicalJson(payload))

describe('the content of an event', () => {
  it('is the same however it is written', () => {
    const other = {
      kind: 'SMART_FAIL',
      payload: { device: 'a', serial: 'S' },
      barcode: ' srv-1 ',
      at: event.at,
    }
    expect(contentOf(other)).toBe(contentOf(event))
    expect(contentOf(event)).toBe(
      '{"barcode":"srv-1","kind":"SMART_FAIL","payload":{"device":"a","serial":"S"},"ts":"2026-11-23T14:20:00.000Z"}',
    )
  })

  it.each([
    { barcode: 'SRV-2' },
    { at: '2026-11-23T14:20:00.001Z' },
    { kind: 'OVERHEAT' },
    { payload: { serial: 's', device: 'a' } },
  ])('differs with %j', (more) => {
    expect(contentOf({ ...event, ...more })).not.toBe(contentOf(event))
  })

  it('keeps the order of arrays and tells null from absent', () => {
    expect(canonicalJson({ b: [2, 1], a: null, c: undefined })).toBe('{"a":null,"b":[2,1]}')
  })

  it('says what JSON says, whatever the order of the keys', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary', maxDepth: 3 }), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)))
        expect(canonicalJson(reversed(value))).toBe(canonicalJson(value))
        expect(storableJson(value, 1_000)).toBe(isStorableJson(value) ? canonicalJson(value) : undefined)
      }),
    )
  })
})

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, item]) => [key, reversed(item)]),
  )
}
