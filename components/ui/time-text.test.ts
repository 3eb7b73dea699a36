import { describe, expect, test } from 'vitest'
import { dayText, spanText, stampText } from './time-text'

const now = new Date('2026-11-23T14:20:08Z')

describe('times as people read them', () => {
  test.each([
    [20_000, '20 s'],
    [38 * 60_000, '38 min'],
    [(5 * 60 + 12) * 60_000, '5 h 12'],
    [(1 * 60 + 5) * 60_000, '1 h 05'],
    [24 * 3_600_000, '1 day'],
    [511 * 86_400_000, '511 days'],
    [1_000 * 86_400_000, '2 years'],
  ])('%d ms is %s', (ms, text) => {
    expect(spanText(ms)).toBe(text)
  })

  test('today shows the time alone, another day its date, another year its year', () => {
    expect(stampText(new Date('2026-11-23T13:42:00Z'), now)).toBe('13:42')
    expect(stampText(new Date('2026-11-20T09:12:00Z'), now)).toBe('20 Nov 09:12')
    expect(dayText(new Date('2025-03-03T00:00:00Z'), now)).toBe('3 Mar 2025')
  })
})
