import { expect, it } from 'vitest'
import { fellLow, isLow } from './low-stock'

it('stock is low under its minimum, not at it, and never without one', () => {
  expect([1, 2, 3].map((available) => isLow({ available, minimum: 2 }))).toEqual([true, false, false])
  expect(isLow({ available: 0, minimum: null })).toBe(false)
})

it('it falls low once: not when it was low before, nor when more come', () => {
  expect(fellLow({ before: 2, available: 1, minimum: 2 })).toBe(true)
  expect(fellLow({ before: 1, available: 0, minimum: 2 })).toBe(false)
  expect(fellLow({ before: 0, available: 5, minimum: 2 })).toBe(false)
})
