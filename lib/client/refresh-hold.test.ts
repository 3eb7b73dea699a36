import { afterEach, expect, it, vi } from 'vitest'
import { holdRefresh, isRefreshHeld, onHoldChange, SURE_MS } from './refresh-hold'

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

it('tells whenever a hold begins or ends, however it ends, until it is stopped', () => {
  vi.useFakeTimers()
  const heard: boolean[] = []
  const stop = onHoldChange(() => heard.push(isRefreshHeld()))
  const end = holdRefresh()
  end()
  end()
  holdRefresh()
  vi.advanceTimersByTime(4_000)
  expect(heard).toEqual([true, false, true, false])
  stop()
  holdRefresh()()
  expect(heard).toHaveLength(4)
})
