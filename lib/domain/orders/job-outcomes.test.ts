import { describe, expect, it } from 'vitest'
import type { JobState } from '../job-state'
import { orderMachine } from '../order-state'
import { orderStatusAfter } from './job-outcomes'

const statusAfter = (jobs: JobState[], more: { cancelRequested?: boolean; releasing?: boolean } = {}) =>
  orderStatusAfter(jobs, { cancelRequested: false, releasing: false, ...more })

describe('what the end of a job makes of its order', () => {
  it.each([
    [['SUCCESS', 'SUCCESS'], 'ACTIVE'],
    [['SUCCESS', 'FAILED'], 'FAILED'],
    [['SUCCESS', 'CANCELLED'], 'FAILED'],
    [['SUCCESS', 'RUNNING'], null],
    [['FAILED', 'PENDING'], null],
    [[], null],
  ] as const)('%j: %s', (jobs, expected) => {
    expect(statusAfter([...jobs])).toBe(expected)
  })

  it('a cancel wins, but only once the last job has ended', () => {
    expect(statusAfter(['SUCCESS', 'RUNNING'], { cancelRequested: true })).toBeNull()
    expect(statusAfter(['SUCCESS', 'SUCCESS'], { cancelRequested: true })).toBe('CANCELLED')
    expect(statusAfter(['FAILED', 'CANCELLED'], { cancelRequested: true })).toBe('CANCELLED')
    expect(statusAfter([], { cancelRequested: true })).toBe('CANCELLED')
  })

  it('a release is over when every wipe succeeded', () => {
    expect(statusAfter(['SUCCESS', 'PENDING'], { releasing: true })).toBeNull()
    expect(statusAfter(['SUCCESS', 'FAILED'], { releasing: true })).toBeNull()
    expect(statusAfter(['SUCCESS', 'SUCCESS'], { releasing: true })).toBe('RELEASED')
    expect(statusAfter([], { releasing: true })).toBe('RELEASED')
  })

  it('every answer is an arrow of the order’s drawing', () => {
    for (const to of ['ACTIVE', 'FAILED', 'CANCELLED'] as const)
      expect(orderMachine.canGo('PROVISIONING', to)).toBe(true)
    expect(orderMachine.canGo('RELEASING', 'RELEASED')).toBe(true)
  })
})
