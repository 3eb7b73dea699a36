import { describe, expect, test } from 'vitest'
import type { Usual } from '@/components/provisioning/job-progress'
import type { JobView } from '@/lib/contracts/provisioning/job'
import { clockAxis, clockBars, shareOf } from './clock-bars'

const MINUTE = 60_000
const start = Date.UTC(2026, 10, 23, 14)
const at = (minute: number) => new Date(start + minute * MINUTE).toISOString()
const usual: Usual = { step: () => ({ ms: 2 * MINUTE, count: 1 }), hop: () => undefined }
const job = (change: Partial<JobView>): JobView => ({
  ...{ id: 'j', kind: 'provision', order: 'ORD-1', server: 'S', status: 'RUNNING', attempt: 1 },
  ...{ cancelRequested: false, steps: [], hops: [], createdAt: at(0) },
  ...change,
})
const inMinutes = (bars: ReturnType<typeof clockBars>) =>
  bars.map(({ position, from, to, look }) => [position, (from - start) / MINUTE, (to - start) / MINUTE, look])

describe('jobs over the clock', () => {
  test('steps stand where they ran, and the rest follows from now at its usual length', () => {
    const running = job({
      steps: [
        { position: 1, name: 'a', status: 'SUCCESS', startedAt: at(0), finishedAt: at(1) },
        { position: 2, name: 'b', status: 'SKIPPED', startedAt: at(1), finishedAt: at(2) },
        { position: 3, name: 'c', status: 'RUNNING', startedAt: at(2) },
      ],
      hops: [
        { component: 'BIOS', from: '1', to: '2', status: 'SUCCESS', minutes: 3, startedAt: at(2), finishedAt: at(5) },
        { component: 'BIOS', from: '2', to: '3', status: 'RUNNING', minutes: 9, startedAt: at(5) },
      ],
    })
    expect(inMinutes(clockBars(running, usual, start + 10 * MINUTE))).toEqual([
      [1, 0, 1, 'SUCCESS'],
      [2, 1, 2, 'SKIPPED'],
      [3, 2, 10, 'RUNNING'],
      [3, 10, 14, 'expected'],
      [4, 14, 16, 'expected'],
      [5, 16, 18, 'expected'],
      [6, 18, 20, 'expected'],
      [7, 20, 22, 'expected'],
    ])
  })

  test('of one that failed nothing more is expected', () => {
    const failed = job({
      status: 'FAILED',
      steps: [{ position: 1, name: 'a', status: 'FAILED', startedAt: at(0), finishedAt: at(4) }],
    })
    expect(inMinutes(clockBars(failed, usual, start + 10 * MINUTE))).toEqual([[1, 0, 4, 'FAILED']])
  })

  test('the axis reaches from the first to the last, with round times between', () => {
    const bars = clockBars(job({}), usual, start + 3 * MINUTE)
    const axis = clockAxis(bars, start + 3 * MINUTE)
    expect([(axis.from - start) / MINUTE, (axis.to - start) / MINUTE]).toEqual([3, 17])
    expect(axis.ticks.map((tick) => (tick - start) / MINUTE)).toEqual([4, 6, 8, 10, 12, 14, 16])
    expect([shareOf(axis, start), shareOf(axis, start + 10 * MINUTE)]).toEqual([0, 0.5])
    expect(clockAxis([], start).to).toBe(start + MINUTE)
  })
})
