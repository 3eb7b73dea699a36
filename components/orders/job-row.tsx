import type { ReactNode } from 'react'
import { HopTracks, NoPathTracks } from '@/components/provisioning/hop-track'
import { grids, shortNames } from '@/components/provisioning/job-columns'
import type { JobLocks } from '@/components/provisioning/job-locks'
import { currentHop, currentStep, elapsed, stepAt, timeLeft, type Usual } from '@/components/provisioning/job-progress'
import { LeftText } from '@/components/provisioning/left-text'
import { noPathsOf } from '@/components/provisioning/no-paths'
import { ArrowText } from '@/components/ui/arrow-text'
import { classNames } from '@/components/ui/class-names'
import { Glyph } from '@/components/ui/glyph'
import { Time } from '@/components/ui/time'
import { spanText } from '@/components/ui/time-text'
import { ToneMark } from '@/components/ui/tone-mark'
import { useJustChanged } from '@/lib/client/live-updates'
import type { JobView } from '@/lib/contracts/provisioning/job'
import { FIRMWARE_STEP, stepsOf } from '@/lib/domain/provisioning/steps'
import { jobMark } from '@/lib/domain/state-words'
import { JobCancel, JobFailure } from './job-failure'
import { chosenLook, JobRowLink } from './job-row-link'
import { StepCell } from './step-cell'

/** One server's job: its steps in their columns; a wait or a failure opens below, in place. */
export function JobRow(props: {
  job: JobView
  place: string | undefined
  usual: Usual
  now: number | null
  locks: JobLocks
  lost: boolean
  chosen: boolean
  /** Where it is the chosen one. */
  href: string
  /** Its log, where it is the chosen one. */
  detail: ReactNode
}) {
  const { job, place, usual, now, locks, lost, chosen, href, detail } = props
  const changed = useJustChanged(`provision-job:${job.id}`)
  const failed = job.status === 'FAILED'
  const waits = job.status === 'PENDING' && job.waitingFor !== undefined
  return (
    <li
      className={classNames(
        'relative scroll-mt-24 scroll-mb-48 border-line border-t',
        failed && 't-fail bg-b [--gx:var(--b)]',
        waits && 't-warn bg-b [--gx:var(--b)]',
        chosen && chosenLook,
        chosen && !failed && !waits && 'bg-accent-tint',
        changed && 'animate-changed',
      )}
    >
      <div
        className={classNames(
          'min-h-[52px] items-center wide:grid max-wide:flex max-wide:flex-wrap max-wide:gap-x-4 max-wide:gap-y-1.5 max-wide:px-4 max-tab:gap-x-2.5 max-wide:py-2',
          grids[job.kind],
        )}
      >
        <div className="min-w-0 wide:pl-4 max-wide:flex-1">
          <span className="flex items-center gap-2">
            <JobRowLink id={job.id} server={job.server} href={href} chosen={chosen} />
            <ToneMark mark={jobMark(job.status, job.waitingFor)} size="small" />
          </span>
          {place === undefined ? null : <span className="block truncate text-small text-text3">{place}</span>}
        </div>
        <StepCells job={job} usual={usual} now={now} />
        <div className="whitespace-nowrap text-right max-wide:order-1">
          <JobEnd job={job} usual={usual} now={now} />
        </div>
        <JobCancel job={job} lock={locks.cancel} />
        <span aria-hidden className="order-2 w-full wide:hidden" />
      </div>
      <JobWaits job={job} />
      {failed ? <JobFailure job={job} locks={locks} lost={lost} /> : null}
      {detail === null ? null : <div className="relative z-1 wide:hidden">{detail}</div>}
    </li>
  )
}

/** Under a waiting job's row: what it waits for. */
export function JobWaits({ job }: { job: JobView }) {
  if (job.status !== 'PENDING' || job.waitingFor === undefined) return null
  return (
    <p className="flex gap-2.5 px-4 pt-1 pb-2">
      <Glyph name="hourglass" className="mt-0.5 text-x" />
      <span>
        <b>Waits.</b> <ArrowText>{job.waitingFor}</ArrowText>
      </span>
    </p>
  )
}

/** The steps in their columns; of a job that failed nothing is said of how long the others would take. */
function StepCells({ job, usual, now }: { job: JobView; usual: Usual; now: number | null }) {
  return (
    <>
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
              <Firmware job={job} usual={usual} now={now} />
            ) : (
              <StepCell
                step={stepAt(job, position)}
                usualMs={job.status === 'FAILED' ? undefined : usual.step(position)?.ms}
                now={now}
              />
            )}
          </div>
        </div>
      ))}
    </>
  )
}

function Firmware({ job, usual, now }: { job: JobView; usual: Usual; now: number | null }) {
  const step = stepAt(job, FIRMWARE_STEP)
  const missing = noPathsOf(job)
  if (missing.length > 0) return <NoPathTracks paths={missing} />
  if (job.hops.length > 0) return <HopTracks hops={job.hops} usual={usual} now={now} />
  if (step.status === 'SUCCESS') {
    return (
      <span className="flex items-center gap-1 text-small text-text2">
        <span className="sr-only">Firmware, Success </span>
        <Glyph name="check" size={12} className="text-free-x" /> all components at target
      </span>
    )
  }
  return <StepCell step={step} usualMs={usual.step(FIRMWARE_STEP)?.ms} now={now} />
}

export function JobEnd({ job, usual, now }: { job: JobView; usual: Usual; now: number | null }) {
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
  const hop = currentHop(job)
  const at =
    step === null
      ? null
      : hop === null
        ? `step ${step.position}${attempt === '' ? ` of ${steps}` : ''}`
        : `step ${step.position}, hop ${hop.place} of ${hop.of}`
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
      {left === null ? null : <LeftText ms={left} size="row" />}
      <span className="block text-small text-text3">
        {job.status === 'PENDING' && job.startedAt === undefined ? 'not started' : at}
        {attempt}
      </span>
    </>
  )
}
