import { describe, expect, test } from 'vitest'
import { accessHref, isNarrowed, roleFrom, tokenStateFrom } from './access-filters'

describe('filters of users and tokens', () => {
  test('live in the URL; another filter starts at the first page', () => {
    expect(accessHref({ tab: 'users', q: 'ann', cursor: 'abc' }, { role: 'TECH' })).toBe('/settings?q=ann&role=TECH')
    expect(accessHref({ tab: 'tokens' }, { state: 'unused' })).toBe('/settings?tab=tokens&state=unused')
    expect(accessHref({ tab: 'users', cursor: 'abc' }, { cursor: 'def' })).toBe('/settings?cursor=def')
  })

  test('words that are none are left out', () => {
    expect([roleFrom('TECH'), roleFrom('tech'), tokenStateFrom('live'), tokenStateFrom('x')]).toEqual([
      ...['TECH', undefined, 'live', undefined],
    ])
    expect([isNarrowed({ tab: 'users', cursor: 'x' }), isNarrowed({ tab: 'users', disabled: 'true' })]).toEqual([
      ...[false, true],
    ])
  })
})
