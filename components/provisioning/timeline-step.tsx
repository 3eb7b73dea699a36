import { ArrowText } from '@/components/ui/arrow-text'
import { classNames } from '@/components/ui/class-names'
import { Glyph } from '@/components/ui/glyph'
import { Progress } from '@/components/ui/progress'
import { Time } from '@/components/ui/time'
import { ToneMark } from '@/components/ui/tone-mark'
import type { JobView } from '@/lib/contracts/provisioning/job'
import { FIRMWARE_STEP } from '@/lib/domain/provisioning/steps'
import { stepMark } from '@/lib/domain/state-words'
import { HopTracks, NoPathTracks } from './hop-track'
import { durationText, elapsed, type Step, stepAt, type Usual } from './job-progress'
import type { LogLine } from './lines-by-step'
import { LogLines } from './log-lines'
import { noPathsOf } from './no-paths'

/** One step of a job: its state and times at the left, what it did line by line at the right. */
export function TimelineStep(props: {
  job: JobView
  position: number
  /** It is here that the job stands. */
  now: boolean
  lines: readonly LogLine[]
  usual: Usual
  clock: number | null
}) {
  const { job, position, now, lines, usual, clock } = props
  const step = stepAt(job, position)
  const waits = now && job.status === 'PENDING' ? job.waitingFor : undefined
  const mark = stepMark(step.status, waits)
  return (
    <li
      aria-current={now ? 'step' : undefined}
      className={classNames(
        `t-${mark.tone}`,
        'group relative grid grid-cols-[minmax(0,400px)_minmax(0,1fr)] gap-x-6 gap-y-2 border-line border-t py-2.5 pr-4 pl-12 first:border-t-0 max-wide:grid-cols-1',
        step.status === 'FAILED' && 'bg-b [--gx:var(--b)]',
      )}
    >
      <span
        aria-hidden
        className="absolute top-0 bottom-0 left-[26px] w-0.5 bg-line2 group-first:top-5 group-last:bottom-auto group-last:h-5"
      />
      <span
        aria-hidden
        className={classNames(
          'absolute top-2.5 left-4 grid size-[22px] place-items-center rounded-full border-[1.5px] bg-surface font-semibold text-small',
          step.status === 'PENDING' ? 'border-line2 text-text3' : 'border-f text-x [--gx:var(--surface)]',
        )}
      >
        {step.status === 'SUCCESS' ? <Glyph name="check" size={12} /> : position}
      </span>
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-2.5 gap-y-0.5">
          <span className="font-semibold text-title">{step.name}</span>
          <ToneMark mark={mark} size="small" />
        </p>
        <StepTimes step={step} usual={usual} clock={clock} />
        <StepWords {...{ job, step, now, waits, usual, clock }} />
      </div>
      {lines.length === 0 ? null : (
        <div className="min-w-0">
          <LogLines lines={lines} />
        </div>
      )}
    </li>
  )
}

/** What it does or waits for, why it failed, and of the firmware each hop. */
function StepWords(props: {
  job: JobView
  step: Step
  now: boolean
  waits: string | undefined
  usual: Usual
  clock: number | null
}) {
  const { job, step, now, waits, usual, clock } = props
  const firmware = job.kind === 'provision' && step.position === FIRMWARE_STEP
  const missing = firmware ? noPathsOf(job) : []
  return (
    <>
      {now && job.status === 'RUNNING' && job.waitingFor !== undefined ? (
        <p className="mt-1 flex gap-1.5 text-small text-text2">
          <Glyph name="hourglass" size={12} className="mt-0.5 text-text3" />
          <span>
            <ArrowText>{job.waitingFor}</ArrowText>
          </span>
        </p>
      ) : null}
      {waits === undefined ? null : (
        <p className="mt-1 flex gap-1.5 text-small">
          <Glyph name="hourglass" size={12} className="mt-0.5 text-x" />
          <span>
            <b>Waits.</b> <ArrowText>{waits}</ArrowText>
          </span>
        </p>
      )}
      {step.error === undefined ? null : (
        <p className="mt-1 text-pretty font-medium text-x">
          <ArrowText>{step.error}</ArrowText>
        </p>
      )}
      {missing.length > 0 ? (
        <div className="mt-1.5">
          <NoPathTracks paths={missing} />
        </div>
      ) : null}
      {firmware && job.hops.length > 0 ? (
        <div className="mt-1.5">
          <HopTracks hops={job.hops} now={clock} usual={usual} />
        </div>
      ) : null}
    </>
  )
}

/** "14:03 to 14:11, took 7:58, usually 8:04"; what runs for longer than nine of ten did says so. */
function StepTimes({ step, usual, clock }: { step: Step; usual: Usual; clock: number | null }) {
  const took = elapsed(step, clock)
  const expected = usual.step(step.position)
  const late = step.status === 'RUNNING' && took !== null && took > (expected?.p90Ms ?? Number.POSITIVE_INFINITY)
  return (
    <div className="text-small text-text2">
      <p className="flex flex-wrap gap-x-2">
        {step.startedAt === undefined ? null : (
          <span>
            <Time at={step.startedAt} look="seconds" />
            {step.finishedAt === undefined ? null : (
              <>
                {' to '}
                <Time at={step.finishedAt} look="seconds" />
              </>
            )}
          </span>
        )}
        {took === null ? null : (
          <span className="font-medium text-text">
            {step.status === 'RUNNING' ? 'for' : 'took'} {durationText(took)}
          </span>
        )}
        {expected === undefined ? null : (
          <span className="text-text3">
            usually {durationText(expected.ms)}
            {expected.p90Ms === undefined ? '' : `, nine of ten within ${durationText(expected.p90Ms)}`}
          </span>
        )}
      </p>
      {late ? <p className="t-warn font-medium text-x">Longer than nine of ten took.</p> : null}
      {step.status === 'RUNNING' && took !== null && expected !== undefined && expected.ms > 0 ? (
        <Progress
          className="mt-1 max-w-60"
          value={Math.min(97, Math.round((took / expected.ms) * 100))}
          label={`${step.name}, of the usual time`}
        />
      ) : null}
    </div>
  )
}
