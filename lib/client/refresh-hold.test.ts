import { afterEach, expect, it, vi } from 'vitest'
import { holdRefresh, isRefreshHeld, SURE_MS } from './refresh-hold'

afterEach(() => vi.useRealTimers())

it('holds until all are given up, each once, and at the latest after some seconds', () => {
  vi.useFakeTimers()
  const [first, second] = [holdRefresh(), holdRefresh()]
  expect(isRefreshHeld()).toBe(true)
  first()
  first()
  expect(isRefreshHeld()).toBe(true)
  second()
  expect(isRefreshHeld()).toBe(false)
  holdRefresh()
  vi.advanceTimersByTime(3_999)
  expect(isRefreshHeld()).toBe(true)
  vi.advanceTimersByTime(1)
  expect(isRefreshHeld()).toBe(false)
  holdRefresh(SURE_MS)
  vi.advanceTimersByTime(SURE_MS - 1)
  expect(isRefreshHeld()).toBe(true)
  vi.advanceTimersByTime(1)
  expect(isRefreshHeld()).toBe(false)
})
