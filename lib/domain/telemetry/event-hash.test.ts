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

  it('says it of objects without others in them as of any, whatever their keys and values are called', () => {
    const word = fc.oneof(
      fc.constantFrom(
        '10',
        '9',
        '-1',
        '01',
        '4294967295',
        '__proto__',
        '',
        '\u0000',
        '\ud800',
        '\u0001',
        '"\\u0000',
        'toJSON',
        '\u2028',
      ),
      fc.string({ unit: 'binary', maxLength: 3 }),
    )
    const value = fc.oneof(word, fc.double(), fc.constantFrom(-0, 1e21, 1e-7, true, false, null, undefined))
    fc.assert(
      fc.property(fc.array(fc.tuple(word, value), { maxLength: 40 }), (entries) => {
        const object = Object.fromEntries(entries)
        expect(storableJson(object, 1)).toBe(isStorableJson(object) ? canonicalJson(object) : undefined)
      }),
      { numRuns: 2_000 },
    )
  })

  it('has so many levels and no more', () => {
    expect([{ a: { b: 1 } }, { a: 1 }, {}, []].map((value) => storableJson(value, 1))).toEqual([
      undefined,
      '{"a":1}',
      '{}',
      '[]',
    ])
    expect([{ a: 1 }, {}, [1], []].map((value) => storableJson(value, 0))).toEqual([undefined, '{}', undefined, '[]'])
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
