import { expect, test } from 'vitest'
import { chunksOf, colourOf, keptOf, type RacksFilters, racksHref, rowHeading, withKept } from './racks-filters'

const filters: RacksFilters = {
  datacenter: 'FRA1',
  row: 'A',
  colour: 'health',
  kept: { state: ['BROKEN'], model: ['dell-r650'] },
  q: '7XK',
  server: 'SRV-1',
  cursor: 'abc',
}

test('everything the row shows is in its URL', () => {
  expect(racksHref(filters)).toBe(
    '/racks?datacenter=FRA1&row=A&colour=health&state=BROKEN&model=dell-r650&q=7XK&server=SRV-1&cursor=abc',
  )
  expect(racksHref({ colour: 'state', kept: {} })).toBe('/racks')
})

test('another datacenter starts at its first page, without the row and the server of the one before', () => {
  expect(racksHref(filters, { datacenter: 'AMS2', kept: {} })).toBe('/racks?datacenter=AMS2&colour=health&q=7XK')
})

test('the legend keeps a key lit, and another, and lets them go', () => {
  expect(withKept(filters, 'state', 'RACKED').kept).toEqual({ state: ['BROKEN', 'RACKED'], model: ['dell-r650'] })
  expect(withKept(filters, 'state', 'BROKEN').kept).toEqual({ model: ['dell-r650'] })
  expect(withKept(filters, 'order', 'ORD-1').kept).toMatchObject({ order: ['ORD-1'] })
})

test('a URL’s words: states without case, unknown ones left out; any key of the other colours', () => {
  const words: Record<string, string[]> = { state: ['broken', 'nonsense', 'RACKED'], model: ['x', 'x'] }
  expect(keptOf((name) => words[name] ?? [])).toEqual({ state: ['RACKED', 'BROKEN'], model: ['x'] })
  expect([colourOf('power'), colourOf('pink'), colourOf(undefined)]).toEqual(['power', 'state', 'state'])
})

test('racks come in chunks, in order', () => {
  expect(chunksOf([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]])
  expect(chunksOf([], 2)).toEqual([])
})

test('a row is named with its datacenter unless that is the scope', () => {
  expect(rowHeading({ datacenter: 'FRA1', row: 'A' }, true)).toBe('Row A')
  expect(rowHeading({ datacenter: 'FRA1', row: 'A' }, false)).toBe('FRA1, row A')
  expect(rowHeading({ datacenter: 'FRA1' }, false)).toBe('FRA1, without a row')
})
