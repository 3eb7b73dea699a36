import { describe, expect, test } from 'vitest'
import type { JobView } from '@/lib/contracts/provisioning/job'
import type { UsualTimesView } from '@/lib/contracts/provisioning/usual-times'
import { hopTime } from './job-progress'
import { usualOf } from './usual-times'

const at = (second: number) => new Date(Date.UTC(2026, 10, 23, 14, 0, second)).toISOString()
const job = (model: string, seconds: number): JobView => ({
  ...{ id: '00000000-0000-4000-8000-000000000000', kind: 'provision', order: 'ORD-1', server: 'S-1', model },
  ...{ status: 'SUCCESS', attempt: 1, cancelRequested: false, createdAt: at(0) },
  steps: [{ position: 1, name: 'Verify BMC', status: 'SUCCESS', startedAt: at(0), finishedAt: at(seconds) }],
  hops: [
    ...[
      { component: 'BIOS', from: '1', to: '2', status: 'SUCCESS' as const, startedAt: at(0), finishedAt: at(seconds) },
    ],
  ],
})
const past: UsualTimesView = {
  kind: 'provision',
  steps: [
    { position: 1, count: 90, medianMs: 50_000, p90Ms: 80_000 },
    { model: 'r650', position: 1, count: 40, medianMs: 40_000, p90Ms: 60_000 },
  ],
  hops: [{ ...{ model: 'r650', component: 'BIOS', from: '1', to: '2' }, count: 9, medianMs: 500_000, p90Ms: 600_000 }],
}
const bios = { component: 'BIOS', from: '1', to: '2', status: 'PENDING' as const }

describe('how long a step usually takes', () => {
  test('is what it took on the order’s own servers of the model, the median of them', () => {
    const usual = usualOf(
      [job('r650', 10), job('r650', 20), job('r650', 30), job('dl360', 55)],
      past,
    )({ model: 'r650' })
    expect(usual.step(1)).toEqual({ ms: 20_000, count: 3 })
    expect(usual.hop(bios)).toEqual({ ms: 20_000, count: 3 })
  })

  test('is what past jobs of the model took where none of the order has come so far', () => {
    const usual = usualOf([], past)({ model: 'r650' })
    expect(usual.step(1)).toEqual({ ms: 40_000, p90Ms: 60_000, count: 40 })
    expect(usual.hop(bios)?.ms).toBe(500_000)
  })

  test('is what it took on the order’s others before what past jobs took, but for a flash; of a new model what it took on any', () => {
    const beside = usualOf([job('dl360', 55)], past)
    expect(beside({ model: 'r650' }).step(1)?.ms).toBe(55_000)
    expect(beside({ model: 'r650' }).hop(bios)?.ms).toBe(500_000)
    expect(beside({ model: 'new' }).step(1)?.ms).toBe(55_000)
    expect(usualOf([], past)({ model: 'new' }).step(1)?.ms).toBe(50_000)
    expect(usualOf([], past)({ model: 'new' }).hop(bios)).toBeUndefined()
    expect(usualOf([], null)({}).step(1)).toBeUndefined()
  })

  test('a flash that none has done yet takes its path’s minutes at the pace of the others: of the order, else of past jobs', () => {
    const longer = { component: 'iDRAC', from: '1', to: '2', minutes: 10, status: 'PENDING' as const }
    const estimated = (seconds: number): JobView => {
      const done = job('r650', seconds)
      return { ...done, hops: done.hops.map((hop) => ({ ...hop, minutes: 1 })) }
    }
    const paced = { ...past, pace: 2 }
    expect(hopTime(longer, usualOf([estimated(30), estimated(90), estimated(45)], paced)({ model: 'r650' }))).toBe(
      450_000,
    )
    expect(hopTime(longer, usualOf([job('r650', 30)], paced)({ model: 'r650' }))).toBe(1_200_000)
    expect(hopTime(longer, usualOf([], past)({ model: 'r650' }))).toBe(600_000)
  })
})
