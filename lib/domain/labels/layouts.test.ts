import { describe, expect, it } from 'vitest'
import { LAYOUTS, pagesFor, perPage, placeOnPage } from './layouts'

describe('sheets and tapes', () => {
  it.each(LAYOUTS)('$name: every label lies on the page, none on another', (layout) => {
    const places = Array.from({ length: perPage(layout) }, (_, i) => placeOnPage(layout, i, 1))
    for (const [i, { x, y, width, height, page }] of places.entries()) {
      expect(page).toBe(0)
      expect(Math.min(x, y)).toBeGreaterThanOrEqual(0)
      expect(x + width).toBeLessThanOrEqual(layout.page.width + 0.001)
      expect(y + height).toBeLessThanOrEqual(layout.page.height + 0.001)
      for (const other of places.slice(i + 1)) {
        const apart =
          other.x >= x + width - 0.001 || other.y >= y + height - 0.001 || x >= other.x + other.width - 0.001
        expect(apart).toBe(true)
      }
    }
  })

  it('begins where a used sheet has its first label left, and goes on with the next sheet', () => {
    const [sheet] = LAYOUTS
    if (sheet === undefined) throw new Error('no layout')
    expect(placeOnPage(sheet, 0, 5)).toMatchObject({ page: 0, x: 70, y: 37.5 })
    expect(placeOnPage(sheet, 20, 5)).toMatchObject({ page: 1, x: 0, y: 0.5 })
    expect([pagesFor(sheet, 20, 5), pagesFor(sheet, 21, 5), pagesFor(sheet, 0, 5)]).toEqual([1, 2, 0])
  })
})
