import { expect, it } from 'vitest'
import { stripPath } from './strip-path'

const window = { from: '2026-11-01T00:00:00.000Z', until: '2026-11-02T00:00:00.000Z' }
const at = (hour: number) => `2026-11-01T${String(hour).padStart(2, '0')}:00:00.000Z`

it('a temperature is one line that stays within the strip, its limit too', () => {
  const points = [0, 12, 23].map((hour, index) => ({ at: at(hour), value: 60 + index * 15 }))
  const { path, limitY } = stripPath({ unit: 'celsius', limit: 85, points }, window)
  expect(path.match(/M/g)).toHaveLength(1)
  const heights = [...path.matchAll(/ (\d+(?:\.\d+)?)/g)].map(([, y]) => Number(y))
  for (const y of [...heights, limitY ?? -1]) expect(y >= 0 && y <= 24).toBe(true)
  expect(heights[2]).toBeLessThan(limitY ?? 0)
})

it('what is counted is a bar each, from the ground up', () => {
  const points = [1, 2].map((hour) => ({ at: at(hour), value: hour }))
  expect(stripPath({ unit: 'count', points }, window).path.match(/M[\d.]+ 23V/g)).toHaveLength(2)
})
