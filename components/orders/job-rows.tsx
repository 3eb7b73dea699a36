'use client'

import { useQuery } from '@tanstack/react-query'
import { grids, shortNames } from '@/components/provisioning/job-columns'
import type { JobLocks } from '@/components/provisioning/job-locks'
import { isTrouble } from '@/components/provisioning/job-progress'
import { jobHref, usualTimesQuery } from '@/components/provisioning/job-queries'
import { useNow } from '@/components/provisioning/use-now'
import { usualOf } from '@/components/provisioning/usual-times'
import { classNames } from '@/components/ui/class-names'
import type { JobView } from '@/lib/contracts/provisioning/job'
import { hasEnded, type JobKind } from '@/lib/domain/job-state'
import { stepsOf } from '@/lib/domain/provisioning/steps'
import { JobClock } from './job-clock'
import { JobDetail } from './job-detail'
import type { JobListProps, PlaceOf } from './job-list'
import { JobRow } from './job-row'
import { JobsHead } from './jobs-head'
import { type JobsLook, lookHref } from './jobs-look'
import { useChosenJob } from './use-chosen-job'

/** Jobs as step timelines or over the clock, one server a row; trouble opens in place, the chosen one's log at the foot. */
export function JobRows(props: {
  kind: JobKind
  order: string
  jobs: readonly JobView[]
  view: JobsLook
  placeOf: PlaceOf
  locks: JobLocks
  /** Servers that are no longer the order's. */
  lost: readonly string[]
}) {
  const { kind, order, jobs, view, placeOf, locks, lost } = props
  const now = useNow(jobs.some((job) => !hasEnded(job.status)))
  const past = useQuery(usualTimesQuery(kind, jobs)).data ?? null
  const usual = usualOf(jobs, past)
  const shown = view.only === 'trouble' ? jobs.filter(isTrouble) : jobs
  const hrefOf = (job: string | null) => lookHref(order, view, { job })
  const chosen = useChosenJob({ chosen: view.job, ids: shown.map(({ id }) => id), hrefOf, pageOf: jobHref })
  const job = shown.find(({ id }) => id === chosen)
  const detail = job === undefined ? null : <JobDetail key={job.id} job={job} closeHref={hrefOf(null)} />
  const list: JobListProps = { kind, jobs: shown, placeOf, usual, now, locks, lost, chosen, hrefOf, detail }
  return (
    <section aria-label={kind === 'provision' ? 'Provisioning' : 'Wipes'}>
      <JobsHead kind={kind} order={order} jobs={jobs} view={view} usual={usual} now={now} />
      {view.view === 'clock' ? <JobClock {...list} /> : <StepRows {...list} />}
      {shown.length === 0 ? (
        <p className="border-line border-t px-4 py-3 text-text2">No trouble: none failed, none waits.</p>
      ) : null}
      {detail === null ? null : <div className="sticky bottom-0 z-2 max-wide:hidden">{detail}</div>}
    </section>
  )
}

function StepRows({ kind, jobs, placeOf, usual, chosen, hrefOf, lost, detail, ...row }: JobListProps) {
  return (
    <>
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
        {jobs.map((job) => (
          <JobRow
            key={job.id}
            {...row}
            job={job}
            place={placeOf(job.server)}
            usual={usual(job)}
            lost={lost.includes(job.server)}
            chosen={job.id === chosen}
            href={hrefOf(job.id)}
            detail={job.id === chosen ? detail : null}
          />
        ))}
      </ul>
    </>
  )
}
