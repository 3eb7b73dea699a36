import { describe, expect, it } from 'vitest'
import { hasEnded, JOB_STATES, type JobState, jobActions, jobMachine } from './job-state'

const DRAWN: Record<JobState, Partial<Record<JobState, string>>> = {
  PENDING: { RUNNING: 'worker', CANCELLED: 'cancel' },
  RUNNING: { SUCCESS: 'worker', FAILED: 'worker', CANCELLED: 'cancel', PENDING: 'worker-lost' },
  SUCCESS: {},
  FAILED: { PENDING: 'retry' },
  CANCELLED: {},
}
const cells = JOB_STATES.flatMap((from) => JOB_STATES.map((to) => ({ from, to, by: DRAWN[from][to] ?? null })))

describe('the life of a job', () => {
  it.each(cells)('$from → $to by $by', ({ from, to, by }) => {
    expect(jobMachine.by(from, to)).toBe(by)
    expect(jobMachine.canGo(from, to)).toBe(by !== null)
    expect(jobMachine.sources(to).includes(from)).toBe(by !== null)
  })

  it('a failed job has ended, though it can be retried', () => {
    expect(JOB_STATES.filter(hasEnded)).toEqual(['SUCCESS', 'FAILED', 'CANCELLED'])
  })
})

describe('what can be done with a job', () => {
  const open = (facts: Parameters<typeof jobActions>[0]) =>
    jobActions(facts).flatMap((entry) => (entry.allowed ? [entry.action] : []))

  it.each([
    ['PENDING', ['cancel']],
    ['RUNNING', ['cancel']],
    ['SUCCESS', []],
    ['FAILED', ['retry', 'skip']],
    ['CANCELLED', []],
  ] as const)('%s: %j', (status, expected) => {
    const facts = { status, kind: 'provision', failedStep: { name: 'Health check', skippable: true } } as const
    expect(open(facts)).toEqual(expected)
    for (const entry of jobActions(facts)) expect(entry.reason === undefined).toBe(entry.allowed)
  })

  it('a wipe is never cancelled and none of its steps is skipped', () => {
    expect(open({ status: 'RUNNING', kind: 'wipe' })).toEqual([])
    const failedStep = { name: 'Wipe disks', skippable: false }
    expect(open({ status: 'FAILED', kind: 'wipe', failedStep })).toEqual(['retry'])
  })

  it('the job of a lost server is not retried', () => {
    const failedStep = { name: 'Firmware', skippable: true }
    expect(open({ status: 'FAILED', kind: 'provision', failedStep, allocationLost: true })).toEqual([])
  })

  it('a cancel that was asked for cannot be asked for again', () => {
    expect(open({ status: 'RUNNING', kind: 'provision', cancelRequested: true })).toEqual([])
  })
})
