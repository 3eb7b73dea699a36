import { describe, expect, it } from 'vitest'
import { fitWithin } from './shrink-image'

describe('the size of a photo that is sent', () => {
  it.each([
    [4032, 3024, 1600, 1200],
    [3024, 4032, 1200, 1600],
    [1600, 900, 1600, 900],
    [40, 30, 40, 30],
    [10_000, 1, 1600, 1],
  ])('%i × %i becomes %i × %i: it fits, keeps its shape and never grows', (width, height, newWidth, newHeight) => {
    expect(fitWithin(width, height, 1600)).toEqual({ width: newWidth, height: newHeight })
  })
})
