import { describe, expect, it } from 'vitest'
import { leftInWords, secondsLeft } from './time-left'

const at = (done: number, ms: number) => ({ status: 'WRITING', done, at: ms })

describe('how long an import still takes', () => {
  it('is told from its pace since it was first seen', () => {
    expect(secondsLeft(at(0, 0), at(5_000, 10_000), 50_000)).toBe(90)
    expect(secondsLeft(at(40_000, 0), at(45_000, 10_000), 50_000)).toBe(10)
  })

  it('is not told before there is a pace', () => {
    expect(secondsLeft(at(0, 0), at(500, 400), 50_000)).toBeNull()
    expect(secondsLeft(at(500, 0), at(500, 60_000), 50_000)).toBeNull()
  })

  it('is said in round figures', () => {
    expect([3, 12, 89, 170].map(leftInWords)).toEqual([
      'a few seconds left',
      'about 15 s left',
      'about 90 s left',
      'about 3 min left',
    ])
  })
})
