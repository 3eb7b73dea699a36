import { expect, test } from 'vitest'
import type { RowRack } from './racks-filters'
import { layoutRow, rangeSeen, scrollTo, seenWidth } from './row-layout'

const rack = (code: string, row: string, heightU = 42): RowRack => ({
  ...{ code, datacenter: 'FRA1', row, heightU, powerOutage: false },
  ...{ servers: 0, states: {}, usedU: 0, powerW: 0 },
})
const racks = [rack('A01', 'A'), rack('A02', 'A', 48), rack('B01', 'B'), rack('B02', 'B')]
const layout = layoutRow(racks, true)

test('racks stand 108 px apart, with more between rows, whose names stand where they begin', () => {
  expect(layout.places.map(({ x }) => x)).toEqual([0, 108, 232, 340])
  expect(layout.places.map(({ heading }) => heading)).toEqual(['Row A', null, 'Row B', null])
  expect(layout.width).toBe(440)
})

test('the tallest rack gives the height', () => {
  expect(layout.height - layoutRow(racks.slice(2), true).height).toBe(6 * 15)
})

test('a window sees each rack that is partly in it, and none beyond', () => {
  expect(rangeSeen(layout.places, { left: 0, width: 108 })).toEqual({ from: 0, to: 0 })
  expect(rangeSeen(layout.places, { left: 99, width: 200 })).toEqual({ from: 0, to: 2 })
  expect(rangeSeen(layout.places, { left: 100, width: 132 })).toEqual({ from: 1, to: 1 })
  expect(rangeSeen(layout.places, { left: 100, width: 133 })).toEqual({ from: 1, to: 2 })
  expect(rangeSeen(layout.places, { left: 300, width: 900 }, 2)).toEqual({ from: 0, to: 3 })
  expect(rangeSeen([], { left: 0, width: 900 }, 2)).toEqual({ from: 0, to: -1 })
})

test('a window shows the row between its margins, and nothing while it is hidden', () => {
  expect(seenWidth({ clientWidth: 232 })).toBe(200)
  expect(seenWidth({ clientWidth: 0 })).toBe(0)
})

test('what is gone to stands in the middle, as far as the ends allow', () => {
  expect(scrollTo(layout, 0, 200)).toBe(0)
  expect(scrollTo(layout, 2, 200)).toBe(182)
  expect(scrollTo(layout, 3, 200)).toBe(240)
  expect(scrollTo(layout, 3, 900)).toBe(0)
})
