import { elapsed, hopTime, type Step, stepAt, type Usual } from '@/components/provisioning/job-progress'
import type { JobView } from '@/lib/contracts/provisioning/job'
import { FIRMWARE_STEP, stepsOf } from '@/lib/domain/provisioning/steps'
import { isPassed, type StepState } from '@/lib/domain/step-state'

/** A step of a job on the clock, ms since 1970; `expected`: still to come, at its usual length. */
export interface ClockBar {
  position: number
  name: string
  from: number
  to: number
  look: StepState | 'expected'
}

export interface ClockAxis {
  from: number
  to: number
  ticks: number[]
}

const MINUTE = 60_000
const LENGTHS = [1, 2, 5, 10, 15, 30, 60, 120, 240, 720, 1_440].map((minutes) => minutes * MINUTE)
const MOST_TICKS = 8

/** A job's steps one after another: as they ran, then as they usually run from now on. */
export function clockBars(job: JobView, usual: Usual, now: number): ClockBar[] {
  const live = job.status === 'RUNNING' || job.status === 'PENDING'
  const bars: ClockBar[] = []
  let end = now
  for (const { position, name } of stepsOf(job.kind)) {
    const step = stepAt(job, position)
    if (step.startedAt !== undefined && step.status !== 'PENDING') {
      const from = Date.parse(step.startedAt)
      const to = step.finishedAt === undefined ? Math.max(from, now) : Date.parse(step.finishedAt)
      bars.push({ position, name, from, to, look: step.status })
    }
    const left = live && !isPassed(step.status) ? leftOf(job, step, usual, now) : 0
    if (left <= 0) continue
    bars.push({ position, name, from: end, to: end + left, look: 'expected' })
    end += left
  }
  return bars
}

function leftOf(job: JobView, step: Step, usual: Usual, now: number): number {
  const hops = job.kind === 'provision' && step.position === FIRMWARE_STEP ? job.hops : []
  if (hops.length === 0) return Math.max(0, (usual.step(step.position)?.ms ?? 0) - (elapsed(step, now) ?? 0))
  return hops
    .filter(({ status }) => !isPassed(status))
    .reduce((sum, hop) => sum + Math.max(0, (hopTime(hop, usual) ?? 0) - (elapsed(hop, now) ?? 0)), 0)
}

/** From the first bar to the last, with at most eight round times between. */
export function clockAxis(bars: readonly ClockBar[], now: number): ClockAxis {
  const from = Math.min(now, ...bars.map((bar) => bar.from))
  const to = Math.max(from + MINUTE, ...bars.map((bar) => bar.to))
  const length = LENGTHS.find((one) => (to - from) / one <= MOST_TICKS) ?? (to - from) / MOST_TICKS
  const ticks = []
  for (let at = Math.ceil(from / length) * length; at <= to; at += length) ticks.push(at)
  return { from, to, ticks }
}

/** Where a moment lies on the axis, 0 to 1. */
export function shareOf({ from, to }: ClockAxis, at: number): number {
  return Math.min(1, Math.max(0, (at - from) / (to - from)))
}
