import { expect, test } from 'vitest'
import { chunksOf, type RacksFilters, racksHref, rowHeading, serverStates, withState } from './racks-filters'

const filters: RacksFilters = { datacenter: 'FRA1', q: '7XK', state: ['BROKEN'], server: 'SRV-1', cursor: 'abc' }

test('everything the row shows is in its URL', () => {
  expect(racksHref(filters)).toBe('/racks?datacenter=FRA1&q=7XK&state=BROKEN&server=SRV-1&cursor=abc')
  expect(racksHref({ state: [] })).toBe('/racks')
})

test('another datacenter starts at its first page, without the server of the one before', () => {
  expect(racksHref(filters, { datacenter: 'AMS2' })).toBe('/racks?datacenter=AMS2&q=7XK&state=BROKEN')
})

test('the legend toggles a state', () => {
  expect(withState(filters, 'RACKED')).toEqual({ state: ['BROKEN', 'RACKED'] })
  expect(withState(filters, 'BROKEN')).toEqual({ state: [] })
  expect(serverStates(['broken', 'nonsense', 'RACKED'])).toEqual(['RACKED', 'BROKEN'])
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
