import { describe, expect, test } from 'vitest'
import { advance, locationOf, nudge, placeWords, readPlace, type ScanPlace, scanHref } from './scan-place'

const rack: ScanPlace = { into: 'rack', rack: 'FRA1-A07', u: 24, face: 'front', step: 'up' }
const of = (query: string) => readPlace(new URLSearchParams(query))

describe('the place of scans in the URL', () => {
  test('comes back as it was written', () => {
    for (const place of [
      rack,
      { ...rack, step: 'down' as const, face: 'rear' as const },
      { into: 'warehouse' as const, warehouse: 'FRA1-W1' },
    ]) {
      expect(of(scanHref(place).split('?')[1] ?? '')).toEqual(place)
    }
  })

  test('what makes no sense is no place, a unit out of range the nearest', () => {
    expect(of('')).toBeNull()
    expect(of('u=12')).toBeNull()
    expect(of('rack=A1&u=abc')).toMatchObject({ u: 1, step: 'up' })
    expect(of('rack=A1&u=999&step=sideways')).toMatchObject({ u: 100, step: 'up' })
  })
})

describe('after a placement', () => {
  test('the unit goes over what was placed, under it, or stays', () => {
    expect(advance(rack, 2)).toMatchObject({ u: 26 })
    expect(advance({ ...rack, step: 'down' }, 2)).toMatchObject({ u: 22 })
    expect(advance({ ...rack, step: 'stay' }, 2)).toMatchObject({ u: 24 })
    expect(advance({ ...rack, step: 'down', u: 1 }, 2)).toMatchObject({ u: 1 })
  })

  test('a warehouse stays', () => {
    expect(advance({ into: 'warehouse', warehouse: 'FRA1-W1' }, 2)).toEqual({ into: 'warehouse', warehouse: 'FRA1-W1' })
  })
})

test('minus and plus stop at the ends', () => {
  expect(nudge({ ...rack, u: 1 }, -1)).toMatchObject({ u: 1 })
  expect(nudge(rack, 1)).toMatchObject({ u: 25 })
})

test('the face is only said where it is the rear', () => {
  expect(locationOf(rack)).toEqual({ rack: 'FRA1-A07', u: 24 })
  expect(locationOf({ ...rack, face: 'rear' })).toEqual({ rack: 'FRA1-A07', u: 24, face: 'rear' })
  expect(placeWords(rack, 2)).toBe('FRA1-A07, U24–25')
})
