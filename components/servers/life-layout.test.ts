import { describe, expect, it } from 'vitest'
import { lifeWindow, lifeWords, placeSpans } from './life-layout'

const now = new Date('2026-11-01T00:00:00Z')

describe('the timeline of a life', () => {
  it('shows all of it, or its last year or month, and never an empty stretch', () => {
    expect(lifeWindow('2025-01-01T00:00:00Z', now, 'all').from).toBe(Date.parse('2025-01-01T00:00:00Z'))
    expect(lifeWindow('2025-01-01T00:00:00Z', now, 'month').from).toBe(now.getTime() - 30 * 86_400_000)
    const young = lifeWindow('2026-11-01T00:00:00Z', now, 'year')
    expect(young.until).toBeGreaterThan(young.from)
  })

  it('cuts what reaches out of the window and leaves out what lies beyond it', () => {
    const window = { from: 0, until: 100 }
    const at = (ms: number) => new Date(ms).toISOString()
    const placed = placeSpans([{ from: at(-50), to: at(25) }, { from: at(25) }, { from: at(-90), to: at(-60) }], window)
    expect(placed.map(({ left, width }) => [left, width])).toEqual([
      [0, 25],
      [25, 75],
    ])
  })

  it('is told in days', () => {
    const states = [
      { state: 'RACKED', from: '2026-10-01T00:00:00Z', to: '2026-10-11T00:00:00Z' },
      { state: 'IN_SERVICE', from: '2026-10-11T00:00:00Z' },
    ]
    expect(lifeWords(states, now)).toBe('31 days, 21 in service')
  })
})
