import { describe, expect, test } from 'vitest'
import { keysTouchedBy } from './query-keys'

describe('keys touched by a change', () => {
  test('a ticket refreshes the lists, itself and the views that show tickets, but not other tickets', () => {
    const keys = keysTouchedBy({ entity: 'ticket', key: 'T-1182', datacenter: 'FRA1' })
    expect(keys).toContainEqual(['ticket', 'list'])
    expect(keys).toContainEqual(['ticket', 'T-1182'])
    expect(keys).toContainEqual(['elevation'])
    expect(keys).not.toContainEqual(['ticket'])
  })

  test('an entity nobody listed still refreshes its own views and the audit', () => {
    expect(keysTouchedBy({ entity: 'image', key: 'debian-13' })).toEqual([
      ['image', 'list'],
      ['image', 'debian-13'],
      ['audit'],
    ])
  })
})
