import { describe, expect, it } from 'vitest'
import { jobLog } from './job-log'
import type { AuditRecord, HopRecord, JobRecords, StepRecord } from './log-line'

const at = (minute: number, second = 0) => new Date(Date.UTC(2026, 10, 23, 14, minute, second))
const audit = (change: Partial<AuditRecord>): AuditRecord => ({
  at: at(0),
  action: 'provisioning.finish-job',
  from: null,
  to: null,
  reason: null,
  who: null,
  detail: null,
  ...change,
})
const step = (position: number, change: Partial<StepRecord> = {}): StepRecord => ({
  position,
  name: ['Verify BMC', 'Verify inventory', 'Firmware', 'Boot configuration', 'Install image'][position - 1] ?? 'Step',
  status: 'SUCCESS',
  startedAt: null,
  finishedAt: null,
  intent: null,
  task: null,
  detail: null,
  error: null,
  ...change,
})
const hop = (change: Partial<HopRecord> = {}): HopRecord => ({
  component: 'BIOS',
  from: '2.9.3',
  to: '2.9.4',
  status: 'SUCCESS',
  address: 'https://user:secret@firmware.example/dell/R650_BIOS_2.9.4.EXE?token=secret',
  task: '/redfish/v1/TaskService/Tasks/JID_884018911207',
  reboot: true,
  restart: 'on',
  startedAt: at(3, 24),
  flashedAt: at(11, 0),
  finishedAt: at(11, 46),
  ...change,
})
const job = (change: Partial<JobRecords> = {}): JobRecords => ({
  kind: 'provision',
  status: 'RUNNING',
  waitingFor: null,
  notBefore: null,
  firmwarePlan: null,
  steps: [],
  hops: [],
  audit: [],
  ...change,
})
const texts = (records: JobRecords, limit = 500) =>
  jobLog(records, at(20), limit).lines.map(({ kind, text }) => `${kind}: ${text}`)

describe('the log of a job', () => {
  it('tells a flash from its image to the version that was read back, without what an address keeps secret', () => {
    const lines = texts(job({ hops: [hop()] }))
    expect(lines).toEqual([
      'flash: BIOS 2.9.3 → 2.9.4: R650_BIOS_2.9.4.EXE accepted, task JID_884018911207',
      'flash: BIOS 2.9.3 → 2.9.4: its task ended well',
      'reboot: Restarted for BIOS: off, then on',
      'verify: BIOS is 2.9.4, as expected',
    ])
    expect(lines.join()).not.toContain('secret')
  })

  it('says what was planned, by component, with the time where every flash has one; what is flashed together counts once', () => {
    const hops = [
      { component: 'BIOS', from: '2.9.3', to: '2.9.4', minutes: 9 },
      { component: 'BIOS', from: '2.9.4', to: '2.10.2', minutes: 9 },
      { component: 'iDRAC', from: '6.10', to: '7.00', minutes: 6 },
    ]
    const planned = (firmwarePlan: object) =>
      texts(job({ firmwarePlan, steps: [step(3, { status: 'RUNNING', startedAt: at(3) })] }))[1]
    expect(planned({ hops })).toBe('plan: BIOS 2.9.3 → 2.9.4 → 2.10.2, iDRAC 6.10 → 7.00, 3 flashes, about 24 min')
    const together = hops.map((hop, i) => ({ ...hop, group: [1, 2, 2][i] }))
    expect(planned({ hops: together })).toContain('3 flashes, about 18 min')
    expect(planned({ hops: [{ component: 'BIOS', from: '1', to: '2' }] })).toBe('plan: BIOS 1 → 2, 1 flash')
    expect(planned({ hops: [] })).toBe('plan: Nothing to flash')
  })

  it('keeps the order of what happened in the same instant: a step ends before the next one starts', () => {
    const steps = [
      step(1, { startedAt: at(1), finishedAt: at(2), detail: { product: 'R650', serial: 'ABC' } }),
      step(2, { startedAt: at(2), finishedAt: at(3), detail: { cpuCores: 64, ramGb: 512, nvmeGb: null } }),
    ]
    const ended = audit({ at: at(3), from: 'RUNNING', to: 'SUCCESS' })
    const claim = audit({ at: at(1), to: 'RUNNING', who: 'worker-1', detail: { attempt: 2 } })
    expect(texts(job({ steps, audit: [claim, ended] }))).toEqual([
      'claim: Claimed by worker-1, attempt 2',
      'start: 1 Verify BMC',
      'check: The BMC answers: R650, serial ABC',
      'start: 2 Verify inventory',
      'check: As its model promises: 64 cores, 512 GB RAM',
      'done: All steps are done',
    ])
  })

  it('names who retried, skipped and cancelled, and their reasons', () => {
    const lines = texts(
      job({
        audit: [
          audit({ at: at(0), to: 'PENDING' }),
          audit({ at: at(1), from: 'RUNNING', to: 'PENDING', reason: 'Its worker w was lost.' }),
          audit({ at: at(2), from: 'RUNNING', to: 'FAILED', reason: 'It is off.' }),
          audit({ at: at(3), from: 'FAILED', to: 'PENDING', action: 'provisioning.retry-job', who: 'Lena' }),
          audit({ at: at(4), from: 'FAILED', to: 'PENDING', action: 'provisioning.skip-step', reason: 'Looked at it' }),
          audit({ at: at(5), action: 'provisioning.cancel-job', who: 'Lena', detail: { requested: true } }),
          audit({ at: at(6), action: 'provisioning.phone-home' }),
          audit({ at: at(7), from: 'RUNNING', to: 'CANCELLED', reason: 'Not needed' }),
        ],
      }),
    )
    expect(lines).toEqual([
      'queue: Made; waits for a worker',
      'queue: Its worker w was lost. The next one goes on where it stands',
      'fail: It is off.',
      'retry: Tried again at the step that failed by Lena',
      'skip: The step that failed is skipped: Looked at it',
      'cancel: Cancel asked for by Lena; it ends after the step or hop at hand',
      'health: The installed image phoned home',
      'cancel: Cancelled: Not needed',
    ])
  })

  it('says once why it failed, at the step that failed, and keeps why earlier tries did', () => {
    const records = job({
      status: 'FAILED',
      steps: [step(1, { status: 'FAILED', startedAt: at(4), finishedAt: at(5), error: 'It is off.' })],
      audit: [
        audit({ at: at(2), from: 'RUNNING', to: 'FAILED', reason: 'It is off.' }),
        audit({ at: at(5), from: 'RUNNING', to: 'FAILED', reason: 'It is off.' }),
      ],
    })
    const failures = jobLog(records, at(20), 500).lines.filter(({ kind }) => kind === 'fail')
    expect(failures.map((line) => [line.at, line.step, line.text])).toEqual([
      [at(2), undefined, 'It is off.'],
      [at(5), 1, 'It is off.'],
    ])
  })

  it('ends with what it waits for at this moment and when it looks next', () => {
    const running = step(5, { status: 'RUNNING', startedAt: at(15), intent: { restart: 'on' } })
    const { lines } = jobLog(
      job({ steps: [running], waitingFor: 'Starting from debian-13', notBefore: at(20, 10) }),
      at(20),
      500,
    )
    expect(lines.at(-1)).toEqual({
      at: at(20),
      step: 5,
      kind: 'wait',
      text: 'Starting from debian-13, next look in 10 s',
    })
    expect(texts(job({ steps: [running] }))).toContain('reboot: Restarting: off, told to start')
    expect(texts(job({ status: 'FAILED', waitingFor: 'old' }))).toEqual([])
  })

  it('of a wipe says which disks, and which one is at hand', () => {
    const intent = { disk: 'bay 1', erased: ['bay 0'], since: at(9).toISOString(), tasks: [] }
    const wiping = step(2, { name: 'Wipe disks', status: 'RUNNING', startedAt: at(8), intent, task: '/Tasks/7' })
    expect(texts(job({ kind: 'wipe', steps: [wiping] }))).toEqual([
      'start: 2 Wipe disks',
      'wipe: Erasing bay 1 after bay 0, task 7',
    ])
    const done = step(2, { name: 'Wipe disks', finishedAt: at(9), detail: { erased: ['bay 0', 'bay 1'] } })
    expect(texts(job({ kind: 'wipe', steps: [done] }))).toEqual(['wipe: Erased bay 0, bay 1'])
  })

  it('keeps the newest lines where there are too many, and says so', () => {
    const many = Array.from({ length: 6 }, (_, minute) => audit({ at: at(minute), to: 'FAILED', reason: `${minute}` }))
    expect(jobLog(job({ audit: many }), at(20), 2)).toMatchObject({ more: true, lines: [{ text: '4' }, { text: '5' }] })
    expect(jobLog(job({ audit: many }), at(20), 6).more).toBe(false)
  })
})
