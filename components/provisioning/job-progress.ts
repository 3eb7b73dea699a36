import type { JobView } from '@/lib/contracts/provisioning/job'
import type { JobKind } from '@/lib/domain/job-state'
import { FIRMWARE_STEP, stepsOf } from '@/lib/domain/provisioning/steps'
import { isPassed } from '@/lib/domain/step-state'

export type Step = JobView['steps'][number]
export type Hop = JobView['hops'][number]

const MINUTE = 60_000

/** Each server's newest job of a kind, running and troubled ones first, then in order of the barcode. */
export function newestJobs(jobs: readonly JobView[], kind: JobKind): JobView[] {
  const newest = new Map<string, JobView>()
  for (const job of jobs) {
    const known = newest.get(job.server)
    if (job.kind === kind && (known === undefined || job.createdAt > known.createdAt)) newest.set(job.server, job)
  }
  return [...newest.values()].sort((a, b) => a.server.localeCompare(b.server, 'en', { numeric: true }))
}

export interface JobCounts {
  done: number
  running: number
  waiting: number
  pending: number
  failed: number
  cancelled: number
}

export function countJobs(jobs: readonly JobView[]): JobCounts {
  const counts: JobCounts = { done: 0, running: 0, waiting: 0, pending: 0, failed: 0, cancelled: 0 }
  for (const { status, waitingFor } of jobs) {
    if (status === 'SUCCESS') counts.done += 1
    else if (status === 'RUNNING') counts.running += 1
    else if (status === 'FAILED') counts.failed += 1
    else if (status === 'CANCELLED') counts.cancelled += 1
    else if (waitingFor === undefined) counts.pending += 1
    else counts.waiting += 1
  }
  return counts
}

/** A step's record, or one that has not begun where the job has not come to it. */
export function stepAt(job: JobView, position: number): Step {
  const name = stepsOf(job.kind).find((step) => step.position === position)?.name ?? ''
  return job.steps.find((step) => step.position === position) ?? { position, name, status: 'PENDING' }
}

/** The step at which it stands: the first that is not passed; null after the last. */
export function currentStep(job: JobView): Step | null {
  return (
    stepsOf(job.kind)
      .map(({ position }) => stepAt(job, position))
      .find((step) => !isPassed(step.status)) ?? null
  )
}

/** How long a step or hop took, or has run until `now`, in ms; null before it began. */
export function elapsed(
  entry: { startedAt?: string | undefined; finishedAt?: string | undefined },
  now: number | null,
) {
  if (entry.startedAt === undefined) return null
  const end = entry.finishedAt === undefined ? now : Date.parse(entry.finishedAt)
  return end === null ? null : Math.max(0, end - Date.parse(entry.startedAt))
}

/** "0:38", "11:40", "1:02:10". */
export function durationText(ms: number): string {
  const seconds = Math.floor(ms / 1_000)
  const two = (value: number) => String(value).padStart(2, '0')
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60)]
  return hours > 0 ? `${hours}:${two(minutes % 60)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`
}

/** The chain by component, in the order of its hops. */
export function hopChains(hops: readonly Hop[]): { component: string; hops: Hop[] }[] {
  const chains = new Map<string, Hop[]>()
  for (const hop of hops) chains.set(hop.component, [...(chains.get(hop.component) ?? []), hop])
  return [...chains].map(([component, own]) => ({ component, hops: own }))
}

/** What a step or flash usually takes: half of them this or less, nine of ten `p90Ms`; `count` were measured. */
export interface UsualTime {
  ms: number
  p90Ms?: number
  count: number
}

/** What the steps and flashes of one job usually take, as far as it is known. */
export interface Usual {
  step: (position: number) => UsualTime | undefined
  hop: (hop: Hop) => UsualTime | undefined
  /** What flashes really take of the minutes that their paths estimate: 1.2 is a fifth more. */
  pace?: number | undefined
}

/** What a hop is expected to take, ms: as measured, else as its path estimates and other flashes kept to their estimates. */
export function hopTime(hop: Hop, usual: Usual): number | undefined {
  return usual.hop(hop)?.ms ?? (hop.minutes === undefined ? undefined : hop.minutes * MINUTE * (usual.pace ?? 1))
}

/**
 * Time left in ms: what its hops and its other steps usually take, less what has run. Null where a step to come has no such
 * figure, and once the job has ended.
 */
export function timeLeft(job: JobView, usual: Usual, now: number): number | null {
  if (job.status !== 'RUNNING' && job.status !== 'PENDING') return null
  let left = 0
  for (const { position } of stepsOf(job.kind)) {
    const step = stepAt(job, position)
    if (isPassed(step.status)) continue
    const hops = job.kind === 'provision' && position === FIRMWARE_STEP ? hopsLeft(job.hops, usual, now) : undefined
    if (hops !== undefined) {
      left += hops
      continue
    }
    const expected = usual.step(position)?.ms
    if (expected === undefined) return null
    left += Math.max(0, expected - (elapsed(step, now) ?? 0))
  }
  return left
}

/** Of the hops that have not passed; undefined where none is known yet or one has no time. */
function hopsLeft(hops: readonly Hop[], usual: Usual, now: number): number | undefined {
  if (hops.length === 0) return undefined
  let left = 0
  for (const hop of hops) {
    if (isPassed(hop.status)) continue
    const expected = hopTime(hop, usual)
    if (expected === undefined) return undefined
    left += Math.max(0, expected - (elapsed(hop, now) ?? 0))
  }
  return left
}

/** The hop at hand and its place in the chain: "hop 2 of 3". Null outside the firmware step, and where none is planned. */
export function currentHop(job: JobView): { hop: Hop; place: number; of: number } | null {
  if (job.kind !== 'provision' || currentStep(job)?.position !== FIRMWARE_STEP) return null
  const index = job.hops.findIndex((hop) => !isPassed(hop.status))
  const hop = job.hops[index]
  return hop === undefined ? null : { hop, place: index + 1, of: job.hops.length }
}

/** Needs a look: it failed, or waits and says for what. A running one that says what it does is well. */
export function isTrouble({ status, waitingFor }: Pick<JobView, 'status' | 'waitingFor'>): boolean {
  return status === 'FAILED' || (status === 'PENDING' && waitingFor !== undefined)
}

/** How much of a running hop or step is done, 0 to 1, by its expected time; null where none is known. */
export function shareDone(ms: number | null, expectedMs: number | undefined): number | null {
  if (ms === null || expectedMs === undefined || expectedMs <= 0) return null
  // Not full before it is: an estimate that was too short stays just under.
  return Math.min(0.97, ms / expectedMs)
}

/** The newest moment that any of these jobs tells of, ms: what stands for now before the clock runs. */
export function lastMoment(jobs: readonly JobView[]): number {
  const moments = jobs.flatMap((job) => [
    job.createdAt,
    ...job.steps.flatMap(({ startedAt, finishedAt }) => [startedAt, finishedAt]),
  ])
  return Math.max(0, ...moments.flatMap((moment) => (moment === undefined ? [] : [Date.parse(moment)])))
}
