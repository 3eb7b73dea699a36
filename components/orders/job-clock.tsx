import { shortNames } from '@/components/provisioning/job-columns'
import { isTrouble, lastMoment } from '@/components/provisioning/job-progress'
import { classNames } from '@/components/ui/class-names'
import { clockText } from '@/components/ui/time-text'
import { ToneMark } from '@/components/ui/tone-mark'
import type { JobView } from '@/lib/contracts/provisioning/job'
import { stepsOf } from '@/lib/domain/provisioning/steps'
import { jobMark, stepMark } from '@/lib/domain/state-words'
import { type ClockAxis, type ClockBar, clockAxis, clockBars, shareOf } from './clock-bars'
import { JobFailure } from './job-failure'
import type { JobListProps } from './job-list'
import { JobEnd, JobWaits } from './job-row'
import { chosenLook, JobRowLink } from './job-row-link'

const grid = 'wide:grid-cols-[210px_minmax(0,1fr)_150px]'
/** Below this share of the axis a bar has no room for its number. */
const ROOM = 0.025

/** The same rows over the clock: when each step ran, what is to come, and a line for now. */
export function JobClock(props: JobListProps) {
  const { kind, jobs, placeOf, usual, now, locks, lost, chosen, hrefOf, detail } = props
  const at = now ?? lastMoment(jobs)
  const rows = jobs.map((job) => ({ job, bars: clockBars(job, usual(job), at) }))
  const axis = clockAxis(
    rows.flatMap(({ bars }) => bars),
    at,
  )
  return (
    <>
      <div className={classNames('items-end border-line border-t bg-canvas text-small text-text3 wide:grid', grid)}>
        <span className="pl-4 font-medium max-wide:hidden">Server</span>
        <Ticks axis={axis} />
        <span className="pr-4 text-right font-medium max-wide:hidden">Left</span>
      </div>
      <ul>
        {rows.map(({ job, bars }) => (
          <li
            key={job.id}
            className={classNames(
              'relative scroll-mt-24 scroll-mb-48 border-line border-t',
              job.id === chosen && chosenLook,
              job.status === 'FAILED'
                ? 't-fail bg-b [--gx:var(--b)]'
                : isTrouble(job)
                  ? 't-warn bg-b [--gx:var(--b)]'
                  : job.id === chosen && 'bg-accent-tint',
            )}
          >
            <div
              className={classNames(
                'min-h-[46px] items-center max-wide:flex max-wide:flex-wrap max-wide:gap-x-4 max-wide:py-1.5 wide:grid',
                grid,
              )}
            >
              <div className="min-w-0 pl-4">
                <span className="flex items-center gap-2">
                  <JobRowLink id={job.id} server={job.server} href={hrefOf(job.id)} chosen={job.id === chosen} />
                  <ToneMark mark={jobMark(job.status, job.waitingFor)} size="small" />
                </span>
                <span className="block truncate text-small text-text3">{placeOf(job.server)}</span>
              </div>
              <Track job={job} bars={bars} axis={axis} now={now} />
              <div className="whitespace-nowrap pr-4 text-right max-wide:order-2 max-wide:ml-auto">
                <JobEnd job={job} usual={usual(job)} now={now} />
              </div>
            </div>
            <JobWaits job={job} />
            {job.status === 'FAILED' ? <JobFailure job={job} locks={locks} lost={lost.includes(job.server)} /> : null}
            {job.id === chosen ? <div className="relative z-1 wide:hidden">{detail}</div> : null}
          </li>
        ))}
      </ul>
      <p className="border-line border-t px-4 py-1.5 text-small text-text3">
        {stepsOf(kind)
          .map(({ position, key, name }) => `${position} ${key === 'firmware' ? name : shortNames[key]}`)
          .join(', ')}
        . Dashed is to come, at its usual length.
      </p>
    </>
  )
}

function Ticks({ axis }: { axis: ClockAxis }) {
  return (
    <div aria-hidden className="relative h-7 max-wide:mx-4">
      {axis.ticks.map((tick) => {
        const share = shareOf(axis, tick)
        return (
          <span
            key={tick}
            className="mono absolute bottom-1 border-line2 border-l pl-1 text-note"
            style={{ left: `${share * 100}%` }}
          >
            {/* At the end there is no room for its time, on a phone least of all, and the time before says which it is. */}
            {share > 0.92 ? null : clockText(new Date(tick))}
          </span>
        )
      })}
    </div>
  )
}

const looks: Record<ClockBar['look'], string> = {
  SUCCESS: 't-free bg-f text-o',
  RUNNING: 't-work bg-f text-o',
  FAILED: 't-fail hatch text-x',
  CANCELLED: 't-idle bg-f text-o',
  SKIPPED: 't-idle bg-b text-x',
  PENDING: '',
  expected: 'border border-line2 border-dashed text-text3',
}

function Track(props: { job: JobView; bars: readonly ClockBar[]; axis: ClockAxis; now: number | null }) {
  const { job, bars, axis, now } = props
  const words = bars.map(({ position, from, to, look }) => {
    const how = look === 'expected' ? 'expected' : stepMark(look).word
    return `step ${position} ${how} ${clockText(new Date(from))} to ${clockText(new Date(to))}`
  })
  return (
    <div
      role="img"
      aria-label={`${job.server}: ${words.join(', ') || 'not started'}`}
      className="relative h-5 max-wide:order-3 max-wide:mx-4 max-wide:w-full"
    >
      {axis.ticks.map((tick) => (
        <span
          key={tick}
          className="absolute -inset-y-3 border-line border-l max-wide:inset-y-0"
          style={{ left: `${shareOf(axis, tick) * 100}%` }}
        />
      ))}
      {bars.map((bar) => {
        const left = shareOf(axis, bar.from)
        const width = shareOf(axis, bar.to) - left
        return (
          <span
            key={`${bar.position}${bar.look}`}
            title={`${bar.position} ${bar.name}, ${clockText(new Date(bar.from), true)} to ${clockText(new Date(bar.to), true)}`}
            className={classNames(
              'absolute inset-y-0.5 overflow-hidden rounded-cell text-center font-medium text-note leading-4',
              looks[bar.look],
            )}
            style={{ left: `${left * 100}%`, width: `max(2px, calc(${width * 100}% - 1px))` }}
          >
            {width < ROOM ? null : bar.look === 'FAILED' ? (
              <span className="inline-block bg-b px-1">{bar.position}</span>
            ) : (
              bar.position
            )}
          </span>
        )
      })}
      {now === null ? null : (
        <span
          className="absolute -inset-y-3 w-0.5 bg-accent max-wide:-inset-y-1"
          style={{ left: `${shareOf(axis, now) * 100}%` }}
        />
      )}
    </div>
  )
}
