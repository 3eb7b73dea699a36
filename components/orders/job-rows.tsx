'use client'

import { useState } from 'react'
import { classNames } from '@/components/ui/class-names'
import { Segment } from '@/components/ui/segment'
import { StackedBar } from '@/components/ui/stacked-bar'
import { ToneMark } from '@/components/ui/state-mark'
import { spanText } from '@/components/ui/time-text'
import type { JobView } from '@/lib/contracts/provisioning/job'
import type { JobKind } from '@/lib/domain/job-state'
import { stepsOf } from '@/lib/domain/provisioning/steps'
import { grids, shortNames } from './job-columns'
import type { JobLocks } from './job-locks'
import { countJobs, type JobCounts, timeLeft, usualTimes } from './job-progress'
import { JobRow } from './job-row'
import { useNow } from './use-now'

/** Where each server stands and which model it is, for the first column. */
export type PlaceOf = (barcode: string) => string | undefined

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
