import { describe, expect, it } from 'vitest'
import { admission, type WaveState } from './waves'

const free = { place: 'FRA1', most: null, now: 1_000 }
const order = (given: Partial<WaveState> = {}): WaveState => ({
  canary: null,
  failureBudget: null,
  succeeded: 0,
  failed: 0,
  running: 0,
  ...given,
})
const ask = (given: Partial<WaveState>) => admission({ rack: null, datacenter: free }, order(given))

describe('whether one more server may begin', () => {
  it('without any limit everything begins', () => {
    expect(ask({ running: 500, failed: 500 })).toEqual({ admitted: true })
  })

  it.each([
    [0, 0, true],
    [0, 1, true],
    [0, 2, false],
    [1, 0, true],
    [1, 1, false],
    [2, 0, true],
    [2, 50, true],
  ])('of two that are tried first %i succeeded and %i run: another begins, %s', (succeeded, running, admitted) => {
    expect(ask({ canary: 2, succeeded, running }).admitted).toBe(admitted)
  })

  it('another is tried in the place of one that failed', () => {
    expect(ask({ canary: 1, failed: 1, failureBudget: 3 })).toEqual({ admitted: true })
  })

  it.each([
    [0, 0, true],
    [0, 1, false],
    [2, 2, true],
    [2, 3, false],
  ])('with a budget of %i and %i failed another begins: %s', (failureBudget, failed, admitted) => {
    expect(ask({ failureBudget, failed }).admitted).toBe(admitted)
  })

  it.each([
    ['rack', 3, 4, true],
    ['rack', 4, 4, false],
    ['datacenter', 19, 20, true],
    ['datacenter', 20, 20, false],
  ] as const)('in a %s with %i of %i one more begins: %s', (where, now, most, admitted) => {
    const limits = { rack: { ...free, place: 'A05' }, datacenter: free, [where]: { place: 'here', most, now } }
    expect(admission(limits, null).admitted).toBe(admitted)
    expect(admission(limits, order()).admitted).toBe(admitted)
  })

  it('a job that a person asked for by itself passes by the order’s waves, not by the limits', () => {
    expect(admission({ rack: null, datacenter: free }, null)).toEqual({ admitted: true })
    expect(admission({ rack: null, datacenter: { place: 'FRA1', most: 1, now: 1 } }, null)).toEqual({
      admitted: false,
      reason: 'Waits for its turn: in FRA1 at most 1 are provisioned at once.',
    })
  })

  it('says what it waits for', () => {
    expect(ask({ canary: 2, succeeded: 1, running: 1 })).toMatchObject({ reason: expect.stringContaining('1 of 2') })
    expect(ask({ failureBudget: 0, failed: 2 })).toMatchObject({
      reason: 'No more are begun: 2 failed, and none may.',
    })
  })
})
