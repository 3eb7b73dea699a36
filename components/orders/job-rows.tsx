'use client'

import { useState } from 'react'
import { classNames } from '@/components/ui/class-names'
import { CodeText } from '@/components/ui/code-text'
import { Glyph } from '@/components/ui/glyph'
import { Segment } from '@/components/ui/segment'
import { StackedBar } from '@/components/ui/stacked-bar'
import { ToneMark } from '@/components/ui/state-mark'
import { Time } from '@/components/ui/time'
import { spanText } from '@/components/ui/time-text'
import { useJustChanged } from '@/lib/client/live-updates'
import type { JobView } from '@/lib/contracts/provisioning/job'
import type { JobKind } from '@/lib/domain/job-state'
import { stepsOf } from '@/lib/domain/provisioning/steps'
import { jobMark } from '@/lib/domain/state-words'
import { HopTracks } from './hop-track'
import { JobCancel, JobFailure } from './job-failure'
import type { JobLocks } from './job-locks'
import {
  countJobs,
  currentStep,
  elapsed,
  FIRMWARE_POSITION,
  type JobCounts,
  stepAt,
  timeLeft,
  usualTimes,
} from './job-progress'
import { StepCell } from './step-cell'
import { useNow } from './use-now'

/** Where each server stands and which model it is, for the first column. */
export type PlaceOf = (barcode: string) => string | undefined

const shortNames: Record<string, string> = {
  'verify-bmc': 'BMC',
  'verify-inventory': 'Inventory',
  firmware: 'Firmware, each hop verified',
  'boot-configuration': 'Boot',
  'install-image': 'Image',
  'health-check': 'Health',
  'hand-over': 'Hand over',
  'wipe-disks': 'Wipe disks',
  'verify-wipe': 'Verify wipe',
  'give-back': 'Give back',
}

const grids: Record<JobKind, string> = {
  provision: 'wide:grid-cols-[210px_68px_82px_minmax(0,1fr)_68px_104px_74px_86px_104px_44px]',
  wipe: 'wide:grid-cols-[210px_minmax(0,1fr)_minmax(0,1fr)_minmax(0,1fr)_minmax(0,1fr)_104px_44px]',
}

/** Jobs as step timelines, one server a row; trouble opens in place. */
export function JobRows(props: {
  kind: JobKind
  jobs: readonly JobView[]
  placeOf: PlaceOf
  locks: JobLocks
  /** Servers that are no longer the order's. */
  lost: readonly string[]
}) {
  const { kind, jobs, placeOf, locks, lost } = props
  const [only, setOnly] = useState<'all' | 'trouble'>('all')
  const running = jobs.some((job) => job.status === 'RUNNING')
  const now = useNow(running)
  const usual = usualTimes(jobs)
  const counts = countJobs(jobs)
  const trouble = jobs.filter((job) => job.status === 'FAILED' || job.waitingFor !== undefined)
  const shown = only === 'trouble' ? trouble : jobs
  return (
    <section aria-label={kind === 'provision' ? 'Provisioning' : 'Wipes'}>
      <div className="flex min-h-[50px] flex-wrap items-center gap-x-3.5 gap-y-1 px-4 py-1.5">
        <h2 className="font-semibold text-title">{kind === 'provision' ? 'Provisioning' : 'Wiping'}</h2>
        <JobsLeft jobs={jobs} usual={usual} now={now} />
        <JobsBar counts={counts} />
        <span className="ml-auto">
          <Segment
            label="Which jobs"
            value={only}
            options={[
              { value: 'all', label: 'All', count: jobs.length },
              { value: 'trouble', label: 'Only trouble', count: trouble.length },
            ]}
            onChange={(value) => setOnly(value === 'trouble' ? 'trouble' : 'all')}
          />
        </span>
      </div>
      <div
        aria-hidden
        className={classNames(
          'hidden h-7 items-center border-line border-t bg-canvas font-medium text-small text-text3 wide:grid',
          grids[kind],
        )}
      >
        <span className="pl-4">Server</span>
        {stepsOf(kind).map((step) => (
          <span key={step.key} className="whitespace-nowrap px-1.5">
            {step.position} {shortNames[step.key]}
          </span>
        ))}
        <span className="text-right">Left</span>
      </div>
      <ul>
        {shown.map((job) => (
          <JobRow
            key={job.id}
            job={job}
            place={placeOf(job.server)}
            usual={usual}
            now={now}
            locks={locks}
            lost={lost.includes(job.server)}
          />
        ))}
        {shown.length === 0 ? (
          <li className="border-line border-t px-4 py-3 text-text2">No trouble: none failed, none waits.</li>
        ) : null}
      </ul>
    </section>
  )
}

function JobsLeft(props: { jobs: readonly JobView[]; usual: ReadonlyMap<number, number>; now: number | null }) {
  const { jobs, usual, now } = props
  if (now === null) return null
  const left = jobs.flatMap((job) => timeLeft(job, usual, now) ?? [])
  if (left.length === 0) return null
  return (
    <span className="whitespace-nowrap">
      <b className="font-medium text-figure">{spanText(Math.max(...left))}</b> <span className="text-text2">left</span>
    </span>
  )
}

function JobsBar({ counts }: { counts: JobCounts }) {
  const parts = [
    { value: counts.done, label: 'done', tone: 'free', glyph: 'ringed-check' },
    { value: counts.running, label: 'running', tone: 'work', glyph: 'half-disc' },
    { value: counts.waiting, label: counts.waiting === 1 ? 'waits' : 'wait', tone: 'warn', glyph: 'hourglass' },
    { value: counts.pending, label: 'pending', tone: 'idle', glyph: 'clock' },
    { value: counts.failed, label: 'failed', tone: 'fail', glyph: 'diamond-x' },
    { value: counts.cancelled, label: 'cancelled', tone: 'idle', glyph: 'slashed-ring' },
  ] as const
  return (
    <>
      <span className="w-[150px]">
        <StackedBar label="Jobs" segments={parts.map((part) => ({ ...part, hatched: part.label === 'failed' }))} />
      </span>
      {parts
        .filter(({ value }) => value > 0)
        .map(({ value, label, tone, glyph }) => (
          <ToneMark key={label} mark={{ tone, glyph, word: `${value} ${label}` }} />
        ))}
    </>
  )
}

function JobRow(props: {
  job: JobView
  place: string | undefined
  usual: ReadonlyMap<number, number>
  now: number | null
  locks: JobLocks
  lost: boolean
}) {
  const { job, place, usual, now, locks, lost } = props
  const changed = useJustChanged(`provision-job:${job.id}`)
  const failed = job.status === 'FAILED'
  const waits = job.status === 'PENDING' && job.waitingFor !== undefined
  return (
    <li
      className={classNames(
        'border-line border-t',
        failed && 't-fail bg-b [--gx:var(--b)]',
        waits && 't-warn bg-b [--gx:var(--b)]',
        changed && 'animate-changed',
      )}
    >
      <div
        className={classNames(
          'min-h-[52px] items-center wide:grid max-wide:flex max-wide:flex-wrap max-wide:gap-x-4 max-wide:gap-y-1.5 max-wide:px-4 max-wide:py-2',
          grids[job.kind],
        )}
      >
        <div className="min-w-0 wide:pl-4 max-wide:flex-1">
          <span className="flex items-center gap-2">
            <CodeText strong href={`/servers/${job.server}`}>
              {job.server}
            </CodeText>
            <ToneMark mark={jobMark(job.status, job.waitingFor)} size="small" />
          </span>
          {place === undefined ? null : <span className="block truncate text-small text-text3">{place}</span>}
        </div>
        {stepsOf(job.kind).map(({ position, key }) => (
          <div
            key={key}
            className={classNames(
              'min-w-0 wide:px-1.5',
              key === 'firmware' ? 'max-wide:order-4' : 'max-wide:order-3',
              key === 'firmware' && 'self-stretch border-line wide:border-r wide:border-l max-wide:w-full',
            )}
          >
            <div className={key === 'firmware' ? 'flex h-full flex-col justify-center' : undefined}>
              <span aria-hidden className="block text-note text-text3 wide:hidden">
                {position} {key === 'firmware' ? 'Firmware' : shortNames[key]}
              </span>
              {key === 'firmware' ? (
                <Firmware job={job} usualMs={usual.get(position)} now={now} />
              ) : (
                <StepCell step={stepAt(job, position)} usualMs={usual.get(position)} now={now} />
              )}
            </div>
          </div>
        ))}
        <div className="whitespace-nowrap text-right max-wide:order-1">
          <JobEnd job={job} usual={usual} now={now} />
        </div>
        <JobCancel job={job} lock={locks.cancel} />
        <span aria-hidden className="order-2 w-full wide:hidden" />
      </div>
      {waits ? (
        <p className="flex gap-2.5 px-4 pt-1 pb-2">
          <Glyph name="hourglass" className="mt-0.5 text-x" />
          <span>
            <b>Waits.</b> {job.waitingFor}
          </span>
        </p>
      ) : null}
      {failed ? <JobFailure job={job} locks={locks} lost={lost} /> : null}
    </li>
  )
}

function Firmware({ job, usualMs, now }: { job: JobView; usualMs: number | undefined; now: number | null }) {
  const step = stepAt(job, FIRMWARE_POSITION)
  if (job.hops.length > 0) return <HopTracks hops={job.hops} now={now} />
  if (step.status === 'SUCCESS') {
    return (
      <span className="flex items-center gap-1 text-small text-text2">
        <span className="sr-only">Firmware, Success </span>
        <Glyph name="check" size={12} className="text-free-x" /> all components at target
      </span>
    )
  }
  return <StepCell step={step} usualMs={usualMs} now={now} />
}

function JobEnd({ job, usual, now }: { job: JobView; usual: ReadonlyMap<number, number>; now: number | null }) {
  const steps = stepsOf(job.kind).length
  const step = currentStep(job)
  const attempt = job.attempt > 1 ? `, attempt ${job.attempt}` : ''
  if (job.status === 'SUCCESS') {
    const took = elapsed(job, null)
    return (
      <>
        <span className="text-text3">{job.finishedAt === undefined ? null : <Time at={job.finishedAt} />}</span>
        {took === null ? null : <span className="block text-small text-text3">took {spanText(took)}</span>}
      </>
    )
  }
  const at = step === null ? null : `step ${step.position} of ${steps}`
  if (job.status === 'FAILED' || job.status === 'CANCELLED') {
    return (
      <>
        <span className={job.status === 'FAILED' ? 'font-semibold text-fail-x' : 'text-text2'}>
          {job.status === 'FAILED' ? 'stopped' : 'cancelled'}
        </span>
        <span className="block text-small text-text3">
          {at}
          {attempt}
        </span>
      </>
    )
  }
  const left = now === null ? null : timeLeft(job, usual, now)
  return (
    <>
      {left === null ? null : <b className="font-medium text-heading">{spanText(left)}</b>}
      <span className="block text-small text-text3">
        {job.status === 'PENDING' && job.startedAt === undefined ? 'not started' : at}
        {attempt}
      </span>
    </>
  )
}
