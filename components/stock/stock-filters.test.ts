import { describe, expect, test } from 'vitest'
import { deltaText } from './movement-words'
import { splitPart, stockHref, stockParams } from './stock-filters'

describe('the URL of stock', () => {
  test('a part opens beside the list as it stands; a filter starts anew', () => {
    const filters = { low: true, cursor: 'abc' }
    expect(stockHref(filters, { part: 'SSD-1@W1' })).toBe('/stock?low=true&cursor=abc&part=SSD-1%40W1')
    expect(stockHref({ ...filters, part: 'SSD-1@W1' }, { warehouse: 'W2' })).toBe('/stock?warehouse=W2&low=true')
  })

  test('the API is asked without the panel', () => {
    expect(stockParams({ low: false, part: 'SSD-1@W1' })).toEqual({})
  })

  test('only sku@warehouse names a part', () => {
    expect(splitPart('SSD-1@FRA1-W1')).toEqual({ sku: 'SSD-1', warehouse: 'FRA1-W1' })
    expect(splitPart('SSD-1')).toBeNull()
    expect(splitPart('a@b@c')).toBeNull()
  })
})

test('a ledger line shows the sign of what it moved', () => {
  expect([4, -1, 0].map(deltaText)).toEqual(['+4', '−1', ''])
})

test('a piece opens within the panel of its part, and another part or filter closes it', () => {
  const filters = { low: false, part: 'SSD-1@W1', piece: 'S 1' }
  expect(stockHref(filters)).toBe('/stock?part=SSD-1%40W1&piece=S+1')
  expect(stockHref(filters, { piece: undefined })).toBe('/stock?part=SSD-1%40W1')
  expect(stockHref(filters, { part: 'SSD-1@W2' })).toBe('/stock?part=SSD-1%40W2')
  expect(stockHref(filters, { q: 'x' })).toBe('/stock?q=x')
})
