import { describe, expect, test } from 'vitest'
import type { SearchItem } from '@/lib/client/search'
import { actionsHolding, commandEntries } from './palette-commands'
import { exactMatch, paletteGroups } from './palette-entries'
import { thingAt } from './palette-recent'

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

  test('the kind of what is called exactly so comes first, and a full kind has the way to all of it', () => {
    const part = { ...server, kind: 'part' as const, code: 'R650' }
    expect(paletteGroups([server, part], 'r650', null).map((group) => group.title)).toEqual(['Parts', 'Servers'])
    const full = Array.from({ length: 5 }, (_, i) => ({ ...server, code: `SRV-${i}` }))
    expect(paletteGroups(full, 'srv', null)[0]?.entries.at(-1)?.href).toBe('/servers?q=srv')
  })

  test('after the sign actions are found by any of their words, the refused ones too', () => {
    const found = actionsHolding(commandEntries('FRA1', 'This needs the role TECH.'), 'tick open')
    expect(found.map(({ title, disabledReason }) => [title, disabledReason])).toEqual([
      ['Open a ticket…', 'This needs the role TECH.'],
    ])
    expect(actionsHolding(commandEntries('FRA1', null), 'go to orders')[0]?.href).toBe('/orders?datacenter=FRA1')
  })

  test('a page of a thing is told from the other pages', () => {
    expect(thingAt('/servers/SRV-1')).toMatchObject({ kind: 'server', code: 'SRV-1' })
    expect([thingAt('/orders/new'), thingAt('/servers'), thingAt('/audit'), thingAt('/tickets/T-1/x')]).toEqual([
      null,
      null,
      null,
      null,
    ])
  })
})
