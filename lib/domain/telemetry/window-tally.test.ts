import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fullestWindow } from './rules'
import { WindowTally } from './window-tally'

const MINUTE_MS = 60_000

describe('a tally of windows', () => {
  it('answers what counting anew would, in any order, with shares of either sign', () => {
    const event = fc.record({
      at: fc.integer({ min: 0, max: 40 }).map((halves) => (halves * MINUTE_MS) / 2),
      share: fc.integer({ min: -3, max: 9 }),
    })
    fc.assert(
      fc.property(
        fc.array(event, { maxLength: 30 }),
        fc.boolean(),
        fc.integer({ min: 1, max: 12 }),
        (given, sorted, minutes) => {
          const events = sorted
            ? given.map(({ at, share }) => ({ at, share: Math.abs(share) })).sort((a, b) => a.at - b.at)
            : given
          const tally = new WindowTally()
          for (const [i, { at, share }] of events.entries()) {
            tally.add(at, share)
            for (const asked of [at, events[0]?.at ?? 0])
              expect(tally.fullest(asked, minutes)).toBe(fullestWindow(events.slice(0, i + 1), asked, minutes))
          }
        },
      ),
      { numRuns: 500 },
    )
  })

  it('200,000 events of one chatty component take no time', () => {
    const tally = new WindowTally()
    const began = performance.now()
    let last = 0
    for (let i = 0; i < 200_000; i++) {
      tally.add(i * 1_000, 1)
      last = tally.fullest(i * 1_000, 1_440)
    }
    expect(last).toBe(86_401)
    expect(performance.now() - began).toBeLessThan(2_000)
  })
})
