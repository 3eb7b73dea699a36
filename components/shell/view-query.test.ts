import { describe, expect, it } from 'vitest'
import { shownView, viewHref, viewQuery } from './view-query'

describe('what a saved view keeps of an address', () => {
  it('filters in one order, without the page of the list and what is open beside it', () => {
    const search = new URLSearchParams('state=BROKEN&cursor=abc&q=&panel=1&sort=-updatedAt&state=RACKED')
    expect(viewQuery(search, ['panel'])).toBe('sort=-updatedAt&state=BROKEN&state=RACKED')
  })

  it('is recognised in an address with the same filters, however they are ordered', () => {
    const views = [
      { name: 'all', query: '' },
      { name: 'broken', query: 'state=BROKEN&sort=-updatedAt' },
    ]
    const query = viewQuery(new URLSearchParams('sort=-updatedAt&state=BROKEN'))
    expect(shownView(views, query)?.name).toBe('broken')
    expect(shownView(views, 'q=x')).toBeUndefined()
  })

  it('leads back to its list', () => {
    expect(viewHref({ page: 'orders', query: '' })).toBe('/orders')
    expect(viewHref({ page: 'servers', query: 'q=a%20b' })).toBe('/servers?q=a%20b')
  })
})
