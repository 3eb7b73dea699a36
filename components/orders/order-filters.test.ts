import { describe, expect, test } from 'vitest'
import { countText, groupOf, orderSort, orderStates, ordersHref } from './order-filters'

describe('filters of the list of orders', () => {
  test('states come from the URL without case, and unknown words are left out', () => {
    expect(orderStates(['draft', 'FAILED', 'nonsense'])).toEqual(['DRAFT', 'FAILED'])
  })

  test('another filter starts at the first page again, and repeats its name for or', () => {
    const filters = { q: 'acme', status: ['DRAFT', 'PLANNED'] as const, cursor: 'abc' }
    expect(ordersHref(filters, { status: ['ACTIVE'] })).toBe('/orders?q=acme&status=ACTIVE')
    expect(ordersHref(filters)).toBe('/orders?q=acme&status=DRAFT&status=PLANNED')
    expect(ordersHref(filters, { cursor: 'next' })).toContain('cursor=next')
  })

  test('a single state is its own group only where the group is just that', () => {
    expect(groupOf(['ACTIVE'])).toBe('active')
    expect(groupOf(['DRAFT'])).toBeNull()
    expect(groupOf([])).toBe('all')
  })

  test('the usual order of the list has no word in the URL, nor has one that is unknown', () => {
    expect([orderSort('cpuCores'), orderSort('-createdAt'), orderSort('colour')]).toEqual([
      'cpuCores',
      undefined,
      undefined,
    ])
    expect(ordersHref({ status: [], mine: 'true' }, { sort: '-customer' })).toBe('/orders?mine=true&sort=-customer')
  })

  test('a count is exact to 1,000', () => {
    expect([countText(1_000), countText(1_001)]).toEqual(['1,000', '1,000+'])
  })
})
