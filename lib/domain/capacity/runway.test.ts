import { describe, expect, test } from 'vitest'
import { type Flow, HORIZON_DAYS, type RunwayQuestion, runwayOf } from './runway'

const flow = (...sizes: number[]): Flow => ({
  times: sizes.length,
  servers: sizes.reduce((sum, size) => sum + size, 0),
  squares: sizes.reduce((sum, size) => sum + size * size, 0),
})
const question = (more: Partial<RunwayQuestion> = {}): RunwayQuestion => ({
  free: 90,
  windowDays: 30,
  taken: [flow(10, 20, 30)],
  given: [],
  dated: [],
  ...more,
})

describe('how long the free servers last', () => {
  test('at the rate of the window, with a range around it', () => {
    const runway = runwayOf(question())
    expect(runway.perDay).toBe(2)
    expect(runway.days).toBe(45)
    expect(runway.earliest).toBeLessThan(45)
    expect(runway.earliest).toBeGreaterThan(10)
    expect(runway.latest ?? Number.POSITIVE_INFINITY).toBeGreaterThan(45)
  })

  test('what comes in small orders is surer than what comes in large ones', () => {
    const small = runwayOf(question({ taken: [flow(...Array.from({ length: 60 }, () => 1))] }))
    const large = runwayOf(question({ taken: [flow(60)] }))
    expect(small.days).toBe(large.days)
    expect(small.earliest).toBeGreaterThan(large.earliest ?? 0)
    expect(small.latest).toBeLessThan(large.latest ?? HORIZON_DAYS + 1)
  })

  test('a longer window at the same rate is surer', () => {
    const half = runwayOf(question({ windowDays: 30, taken: [flow(20, 40)] }))
    const long = runwayOf(question({ windowDays: 90, taken: [flow(20, 40, 20, 40, 20, 40)] }))
    expect(long.perDay).toBe(half.perDay)
    expect(long.earliest).toBeGreaterThan(half.earliest ?? 0)
  })

  test('what is mended and given back counts against what is taken, and adds to what is not known', () => {
    const runway = runwayOf(question({ given: [flow(15, 15)] }))
    expect(runway.perDay).toBe(1)
    expect(runway.days).toBe(90)
    const point = (of: RunwayQuestion) => runwayOf(of).line[10]
    const spread = (of: RunwayQuestion) => (point(of)?.high ?? 0) - (point(of)?.low ?? 0)
    expect(spread(question({ given: [flow(15, 15)] }))).toBeGreaterThan(spread(question()))
  })

  test('a delivery counts from its day; what is overdue is not counted on', () => {
    const runway = runwayOf(question({ dated: [{ day: 20, count: 10 }] }))
    expect(runway.line[19]?.expected).toBe(52)
    expect(runway.line[20]?.expected).toBe(60)
    expect(runway.days).toBe(50)
    expect(runwayOf(question({ dated: [{ day: -3, count: 10 }] })).days).toBe(45)
  })

  test('without orders nothing runs out, and nothing free is out already', () => {
    const idle = runwayOf(question({ taken: [] }))
    expect([idle.perDay, idle.days, idle.earliest, idle.latest]).toEqual([0, undefined, undefined, undefined])
    expect(runwayOf(question({ free: 0 })).days).toBe(0)
  })

  test('the range holds what a simulation of the same flows does in 8 of 10 futures', () => {
    const random = mulberry32(7)
    const sizes = [1, 2, 2, 3, 4, 8, 1, 2, 3, 4]
    const runway = runwayOf(question({ taken: [flow(...sizes)], free: 60 }))
    const day = 40
    const point = runway.line[day]
    // A window of the past, measured anew each time, and then the future: what the range is asked to hold is the difference.
    let inside = 0
    const rounds = 2_000
    for (let round = 0; round < rounds; round++) {
      const past = walk(random, sizes, 30)
      const future = walk(random, sizes, day)
      const error = future - (past / 30) * day
      if (Math.abs(error) <= ((point?.high ?? 0) - (point?.low ?? 0)) / 2) inside++
    }
    expect(inside / rounds).toBeGreaterThan(0.75)
    expect(inside / rounds).toBeLessThan(0.85)
  })
})

/** Servers taken in so many days, by orders of these sizes that come at random, as many in 30 days as there are sizes. */
function walk(random: () => number, sizes: readonly number[], days: number): number {
  let total = 0
  let at = 0
  for (;;) {
    at += (-Math.log(1 - random()) * 30) / sizes.length
    if (at > days) return total
    total += sizes[Math.floor(random() * sizes.length)] ?? 0
  }
}

/** A small seeded generator (public domain, by Tommy Ettinger): the same numbers each run. */
function mulberry32(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}
