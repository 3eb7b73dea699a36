import { describe, expect, test } from 'vitest'
import type { JobView } from '@/lib/contracts/provisioning/job'
import {
  countJobs,
  currentHop,
  currentStep,
  durationText,
  isTrouble,
  newestJobs,
  timeLeft,
  type Usual,
} from './job-progress'

const at = (minute: number, second = 0) => new Date(Date.UTC(2026, 10, 23, 14, minute, second)).toISOString()
const job = (server: string, change: Partial<JobView> = {}): JobView => ({
  id: '00000000-0000-4000-8000-000000000000',
  kind: 'provision',
  order: 'ORD-1',
  server,
  status: 'RUNNING',
  attempt: 1,
  cancelRequested: false,
  steps: [],
  hops: [],
  createdAt: at(0),
  ...change,
})
const done = (position: number, from: string, to: string) => ({
  position,
  name: `step ${position}`,
  status: 'SUCCESS' as const,
  startedAt: from,
  finishedAt: to,
})
const finished = job('S-1', {
  status: 'SUCCESS',
  steps: [1, 2, 3, 4, 5, 6, 7].map((position) => done(position, at(position), at(position + 1))),
})

describe('jobs of an order', () => {
  test('each server stands there once, with its newest job', () => {
    const jobs = [job('S-10'), job('S-9'), job('S-9', { createdAt: at(5), attempt: 2 }), job('S-9', { kind: 'wipe' })]
    expect(newestJobs(jobs, 'provision').map(({ server, attempt }) => [server, attempt])).toEqual([
      ['S-9', 2],
      ['S-10', 1],
    ])
  })

  test('a pending job with a reason waits', () => {
    expect(
      countJobs([job('a', { status: 'PENDING' }), job('b', { status: 'PENDING', waitingFor: 'a worker' })]),
    ).toMatchObject({
      pending: 1,
      waiting: 1,
    })
  })

  test('it stands at the first step that is not passed; a skipped one is passed', () => {
    const steps = [done(1, at(0), at(1)), { position: 2, name: 'Verify inventory', status: 'SKIPPED' as const }]
    expect(currentStep(job('a', { steps }))?.position).toBe(3)
    expect(currentStep(finished)).toBeNull()
  })
})

/** Every step usually takes a minute; of flashes nothing is measured. */
const usual: Usual = { step: () => ({ ms: 60_000, count: 1 }), hop: () => undefined }
const unknown: Usual = { step: () => undefined, hop: () => undefined }

describe('time left', () => {
  test('is what its steps took on the other servers, less what has run', () => {
    const running = job('b', {
      steps: [done(1, at(0), at(1)), { position: 2, name: 'x', status: 'RUNNING', startedAt: at(1) }],
    })
    expect(timeLeft(running, usual, Date.parse(at(1, 30)))).toBe(5.5 * 60_000)
  })

  test('of the firmware step is what its hops are known to take', () => {
    const hop = { component: 'BIOS', from: '1', to: '2', status: 'RUNNING' as const, startedAt: at(10), minutes: 9 }
    const next = { component: 'BIOS', from: '2', to: '3', status: 'PENDING' as const, minutes: 6 }
    const flashing = job('b', {
      steps: [
        done(1, at(0), at(1)),
        done(2, at(1), at(2)),
        { position: 3, name: 'f', status: 'RUNNING', startedAt: at(10) },
      ],
      hops: [hop, next],
    })
    expect(timeLeft(flashing, usual, Date.parse(at(14)))).toBe((5 + 6 + 4) * 60_000)
    const measured: Usual = { ...usual, hop: ({ from }) => (from === '1' ? { ms: 5 * 60_000, count: 3 } : undefined) }
    expect(timeLeft(flashing, measured, Date.parse(at(14)))).toBe((1 + 6 + 4) * 60_000)
    expect(currentHop(flashing)).toMatchObject({ hop: { to: '2' }, place: 1, of: 2 })
  })

  test('is not said where nothing is known, nor of a job that ended', () => {
    expect(timeLeft(job('b'), unknown, 0)).toBeNull()
    expect(timeLeft(finished, usual, 0)).toBeNull()
  })
})

test('a running job that says what it does is no trouble; one that waits for something is', () => {
  expect(isTrouble(job('a', { waitingFor: 'Flashing BIOS: 40 %' }))).toBe(false)
  expect(isTrouble(job('a', { status: 'PENDING', waitingFor: 'Its BMC' }))).toBe(true)
  expect(isTrouble(job('a', { status: 'FAILED' }))).toBe(true)
})

test('durations read as minutes and seconds', () => {
  expect([38_400, 700_000, 3_730_000].map(durationText)).toEqual(['0:38', '11:40', '1:02:10'])
})
