import { setTimeout as sleep } from 'node:timers/promises'
import type { Verdict } from '@/lib/domain/provisioning/steps'
import type { Ctx } from '@/lib/services/access/make-context'
import { claimJob } from '@/lib/services/provisioning/claim-job'
import type { JobEnd } from '@/lib/services/provisioning/end-job'
import { finishJob } from '@/lib/services/provisioning/finish-job'
import { finishStep } from '@/lib/services/provisioning/finish-step'
import { handBackJob } from '@/lib/services/provisioning/hand-back-job'
import { readJobWork } from '@/lib/services/provisioning/read-job-work'
import { recordWaiting } from '@/lib/services/provisioning/record-waiting'
import { startStep } from '@/lib/services/provisioning/start-step'
import { LeaseLost } from '@/lib/services/provisioning/under-lease'
import { wakeHeldJobs } from '@/lib/services/provisioning/wake-held-jobs'
import { type HardwareDriver, HardwareError } from './hardware-driver'
import { JobRun, keepTrying } from './job-run'
import { LeaseKeeper } from './lease-keeper'
import { STEPS } from './steps/step-table'
import type { Timing } from './timing'

export interface Runner {
  ctx: Ctx
  /** The name in the lease, of this process alone. */
  owner: string
  timing: Timing
  driverFor: (driver: 'simulated' | 'redfish') => HardwareDriver
  /** Aborted when the worker is told to stop. */
  stopping: AbortSignal
}

/** Held jobs that the end of one job looks at. */
const LOOKED_AT = 200

/**
 * Claims a job and drives it from where it stands to its end. Returns when the job has ended, when it was handed back, or
 * when somebody else has it.
 */
export async function runJob(runner: Runner, jobId: string): Promise<void> {
  const { ctx, owner, timing } = runner
  if (runner.stopping.aborted) return
  const askedAt = performance.now()
  const claimed = await claimJob(ctx, { jobId, owner, leaseMs: timing.leaseMs })
  if (claimed === null) return
  const keeper = new LeaseKeeper(ctx, claimed, timing, askedAt)
  const log = { job: jobId, epoch: claimed.lease.epoch }
  ctx.log.info(log, 'job claimed')
  try {
    const left = await drive(runner, keeper)
    ctx.log.info({ ...log, left }, 'job left')
    // What holds others back may have ended with it; who is missed here the next sweep wakes.
    if (claimed.limitedIn !== null) await wakeHeldJobs(ctx, { datacenterId: claimed.limitedIn, looksAt: LOOKED_AT })
  } catch (error) {
    if (!(error instanceof LeaseLost)) throw error
    ctx.log.warn(log, 'lease lost: the job is another worker’s now')
  } finally {
    keeper.stop()
  }
}

async function drive(runner: Runner, keeper: LeaseKeeper): Promise<string> {
  const seen: { run?: JobRun } = {}
  try {
    return await goOn(runner, keeper, seen)
  } finally {
    await seen.run?.leave({ silently: true })
  }
}

/** @param seen keeps the latest look at the job for whoever has to leave its BMC */
async function goOn(runner: Runner, keeper: LeaseKeeper, seen: { run?: JobRun }): Promise<string> {
  const { ctx } = runner
  let troubleSince: number | null = null
  for (;;) {
    const job = await keepTrying(keeper, () => readJobWork(ctx, { jobId: keeper.lease.jobId }))
    const { bmcDriver, bmcAddress } = job.server
    const run = new JobRun(ctx, keeper, () => runner.driverFor(bmcDriver ?? 'simulated'), job, runner.timing)
    seen.run = run
    if (runner.stopping.aborted) {
      await run.leave()
      await run.record(() => handBackJob(ctx, { lease: keeper.lease }))
      return 'handed back'
    }
    if (job.cancelRequestedAt !== null && !run.inFlight) return end(run, { to: 'CANCELLED' })
    const verdict = withinLimit(run, bmcAddress === null ? NO_BMC : await perform(run))
    if (verdict.kind === 'retry') {
      troubleSince ??= performance.now()
      const patienceMs = run.inFlight ? runner.timing.outageMs : runner.timing.patienceMs
      if (performance.now() - troubleSince < patienceMs) {
        await pause(runner, run, verdict.after, verdict.error)
        continue
      }
    }
    troubleSince = null
    const ended = await persist(runner, run, verdict)
    if (ended !== null) return ended
  }
}

/** What waits for longer than its step may ends there, with what it waited for. */
function withinLimit(run: JobRun, verdict: Verdict): Verdict {
  const { step } = run
  const limit = step?.definition.limitMinutes ?? null
  if (verdict.kind !== 'wait' || step === undefined || limit === null || run.inFlight) return verdict
  if (!run.isPast(step.startedAt, limit * run.timing.minuteMs)) return verdict
  return { kind: 'fail', reason: `${verdict.reason}: not done after ${limit} minutes.` }
}

const OUR_FAULT = 'Something went wrong on our side; the worker’s log names it by the job’s id'
const NO_BMC: Verdict = { kind: 'fail', reason: 'The server has no BMC any more.' }

/** One round of the step at hand. What the hardware did not answer becomes a verdict too. */
async function perform(run: JobRun): Promise<Verdict> {
  const { step } = run
  if (step === undefined) throw new Error(`Job ${run.job.id} has no step left and has not ended`)
  if (step.status === 'PENDING') {
    const { kind } = run.job
    await run.record(() => startStep(run.ctx, { lease: run.keeper.lease, kind, position: step.position }))
  }
  try {
    return await STEPS[step.definition.key](run)
  } catch (error) {
    if (error instanceof HardwareError) return verdictOf(error, run)
    if (error instanceof LeaseLost) throw error
    // Perhaps a connection broke in a way that we do not know; what is really wrong goes wrong again.
    run.ctx.log.error({ err: error, job: run.job.id, step: step.definition.key }, 'a step broke')
    return { kind: 'retry', after: run.keeper.retrySeconds, error: OUR_FAULT }
  }
}

function verdictOf(error: HardwareError, run: JobRun): Verdict {
  const words = `The BMC at ${run.job.server.bmcAddress}: ${error.message}`
  if (error.kind === 'refused') return { kind: 'fail', reason: words }
  return { kind: 'retry', after: run.keeper.retrySeconds, error: words }
}

/** The one interpreter of verdicts. Returns how the job was left, or null when it goes on. */
async function persist(runner: Runner, run: JobRun, verdict: Verdict): Promise<string | null> {
  const { ctx, keeper, step } = run
  switch (verdict.kind) {
    case 'done': {
      const detail = asJson(verdict.detail)
      if (run.isLastStep) return end(run, { to: 'SUCCESS' }, verdict.detail)
      const { lease } = keeper
      await run.record(() => finishStep(ctx, { lease, kind: run.job.kind, position: step?.position ?? 0, detail }))
      return null
    }
    case 'wait':
      await pause(runner, run, verdict.seconds, verdict.reason)
      return null
    case 'retry':
      return end(run, { to: 'FAILED', error: verdict.error })
    case 'fail':
      return end(run, { to: 'FAILED', error: verdict.reason }, verdict.detail)
  }
}

async function end(run: JobRun, wanted: JobEnd, detail?: Record<string, unknown>): Promise<string> {
  const { kind } = run.job
  const position = run.step?.position ?? 0
  const left = wanted.to === 'SUCCESS' || (await tidied(run)) ? '' : LEFT_IN_IT
  const jobEnd = wanted.to === 'FAILED' ? { ...wanted, error: `${wanted.error}${left}` } : wanted
  await run.leave()
  await run.record(() =>
    finishJob(run.ctx, { lease: run.keeper.lease, kind, position, end: jobEnd, detail: asJson(detail) }),
  )
  return jobEnd.to
}

const LEFT_IN_IT = ' A disc or boot override may still be set in it: that is undone as soon as its BMC answers.'

/** Nothing stays in the BMC of a job that ends before its time. False: it could not be reached, and is due still. */
async function tidied(run: JobRun): Promise<boolean> {
  if (!run.job.bootDirty) return true
  try {
    await run.driver.restoreBoot(run.bmc, run.deadline)
  } catch (error) {
    if (!(error instanceof HardwareError)) throw error
    run.ctx.log.warn({ err: error, job: run.job.id }, 'what the job set for the next start is still there')
    return false
  }
  await run.recordBoot(null)
  return true
}

/** Waits with the reason shown beside the job; a stop or a lost lease ends the wait. */
async function pause(runner: Runner, run: JobRun, seconds: number, reason: string): Promise<void> {
  if (seconds > 0 && run.job.waitingFor !== reason)
    await run.record(() => recordWaiting(run.ctx, { lease: run.keeper.lease, waitingFor: reason }))
  const signal = AbortSignal.any([runner.stopping, run.keeper.signal])
  await sleep(seconds * 1000, undefined, { signal }).catch(() => undefined)
}

type Json = Parameters<typeof finishStep>[1]['detail']

/** A detail as jsonb takes it: without functions, dates or undefined. */
function asJson(detail: Record<string, unknown> | undefined): Json {
  return detail === undefined ? undefined : JSON.parse(JSON.stringify(detail))
}
