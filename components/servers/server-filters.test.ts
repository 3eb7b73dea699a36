import { expect, test } from 'vitest'
import { filterChips, isNarrowed, type ServerFilters, serverStates, serversHref } from './server-filters'

const filters: ServerFilters = {
  q: '7XK',
  state: ['BROKEN', 'REPAIRING'],
  datacenter: 'FRA1',
  held: 'true',
  cursor: 'x',
}

test('another filter starts at the first page; repeated states mean or', () => {
  expect(serversHref(filters, { model: 'dell-r650' })).toBe(
    '/servers?q=7XK&state=BROKEN&state=REPAIRING&datacenter=FRA1&held=true&model=dell-r650',
  )
  expect(serversHref(filters, { cursor: 'y' })).toContain('cursor=y')
  expect(serversHref({ state: [] })).toBe('/servers')
})

test('each filter that is on can be taken away', () => {
  const chips = filterChips({ ...filters, model: 'dell-r650', needsWipe: 'true' })
  expect(chips.map((chip) => chip.label)).toEqual(['Model dell-r650', 'On hold', 'Wipe due'])
  expect(serversHref(filters, chips[1]?.without)).not.toContain('held')
})

test('what a figure of capacity leads to says what it is narrowed to', () => {
  const chips = filterChips({ state: ['RACKED'], free: 'true', minCpuCores: '56', expectedOn: '2026-12-02' })
  expect(chips.map((chip) => chip.label)).toEqual(['Free to plan', 'At least 56 cores', 'Expected on 2026-12-02'])
})

test('the datacenter is the scope, not a filter', () => {
  expect(isNarrowed({ state: [], datacenter: 'FRA1' })).toBe(false)
  expect(isNarrowed({ state: ['NEW'] })).toBe(true)
  expect(serverStates(['in_service', 'x'])).toEqual(['IN_SERVICE'])
})
