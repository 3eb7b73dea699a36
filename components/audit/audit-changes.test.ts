import { describe, expect, test } from 'vitest'
import { changesOf, kindOfValue, valueText } from './audit-changes'

describe('what an audit entry kept, to be read', () => {
  test('fields with a before and an after are changes; anything else is a fact', () => {
    const detail = {
      endsAt: { from: null, to: '2027-01-01T00:00:00.000Z' },
      order: 'ORD-1',
      at: { from: 1, to: 2, by: 3 },
    }
    expect(changesOf(detail)).toEqual({
      changes: [{ field: 'ends at', from: null, to: '2027-01-01T00:00:00.000Z' }],
      facts: [
        ['order', 'ORD-1'],
        ['at', { from: 1, to: 2, by: 3 }],
      ],
    })
  })

  test('nothing, text, lists and objects are told apart, also empty ones', () => {
    expect([null, '', [], 0, false, ['a'], [{}], {}].map(kindOfValue)).toEqual([
      ...['none', 'none', 'none', 'text', 'text', 'list', 'object', 'object'],
    ])
  })

  test('instants are said in UTC, and yes and no', () => {
    expect(['2027-01-01T00:00:00.000Z', true, 3].map(valueText)).toEqual(['2027-01-01 00:00:00 UTC', 'yes', '3'])
  })
})
