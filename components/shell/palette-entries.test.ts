import { describe, expect, test } from 'vitest'
import type { SearchItem } from '@/lib/client/search'
import { exactMatch, paletteGroups } from './palette-entries'

const server: SearchItem = { kind: 'server', code: 'SRV-004217', title: 'Dell R650', href: '/servers/SRV-004217' }
const order: SearchItem = { kind: 'order', code: 'ORD-10428', title: 'Helvetia', href: '/orders/ORD-10428' }

describe('the palette', () => {
  test('groups matches by kind, servers first, whatever order they came in', () => {
    expect(paletteGroups([order, server], '42', null).map((group) => group.title)).toEqual(['Servers', 'Orders'])
  })

  test('with nothing typed it lists the pages, within the datacenter in scope', () => {
    const [pages] = paletteGroups([], '', 'FRA1')
    expect(pages?.title).toBe('Pages')
    expect(pages?.entries.find((entry) => entry.title === 'Racks')?.href).toBe('/racks?datacenter=FRA1')
  })

  test('a scanned code opens its own match without case, not the first one listed', () => {
    expect(exactMatch([order, server], 'srv-004217')).toBe(server)
    expect(exactMatch([order, server], 'SRV-0042')).toBeUndefined()
    expect(exactMatch([server], '4217')).toBe(server)
  })
})
