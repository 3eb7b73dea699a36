import { describe, expect, test } from 'vitest'
import { groupOf, orderStates, ordersHref } from './order-filters'

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
})
