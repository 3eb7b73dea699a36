import { countJobs, isTrouble, type JobCounts, timeLeft } from '@/components/provisioning/job-progress'
import { jobsSentence } from '@/components/provisioning/jobs-words'
import { LeftText } from '@/components/provisioning/left-text'
import type { UsualOf } from '@/components/provisioning/usual-times'
import { ButtonLink } from '@/components/ui/button'
import { Segment } from '@/components/ui/segment'
import { StackedBar } from '@/components/ui/stacked-bar'
import { ToneMark } from '@/components/ui/tone-mark'
import type { JobView } from '@/lib/contracts/provisioning/job'
import type { JobKind } from '@/lib/domain/job-state'
import { jobWords } from '@/lib/domain/state-words'
import { type JobsLook, lookHref } from './jobs-look'

/** Over an order's jobs: time left, who needs somebody, how many stand where, and the ways to look at them. */
export function JobsHead(props: {
  kind: JobKind
  order: string
  jobs: readonly JobView[]
  view: JobsLook
  usual: UsualOf
  now: number | null
}) {
  const { kind, order, jobs, view, usual, now } = props
  const trouble = jobs.filter(isTrouble).length
  const only = view.only === 'trouble'
  return (
    <div className="flex min-h-[50px] flex-wrap items-center gap-x-3.5 gap-y-1.5 px-4 py-1.5">
      <h2 className="sr-only">{kind === 'provision' ? 'Provisioning' : 'Wiping'}</h2>
      <JobsLeft jobs={jobs} usual={usual} now={now} kind={kind} />
      <JobsBar counts={countJobs(jobs)} />
      <span className="ml-auto flex flex-wrap items-center gap-3 max-tab:ml-0">
        <Segment
          label="Look at jobs by"
          value={view.view}
          options={[
            { value: 'steps', label: 'Steps', href: lookHref(order, view, { view: 'steps' }) },
            { value: 'clock', label: 'Clock', href: lookHref(order, view, { view: 'clock' }) },
          ]}
        />
        <ButtonLink
          href={lookHref(order, view, { only: only ? 'all' : 'trouble' })}
          disabledReason={trouble === 0 && !only ? 'There is no trouble.' : null}
          reasonAt="tooltip"
          {...(only ? { glyph: 'x' as const } : {})}
        >
          {`Only trouble${trouble === 0 ? '' : ` (${trouble})`}`}
        </ButtonLink>
      </span>
    </div>
  )
}

function JobsLeft(props: { kind: JobKind; jobs: readonly JobView[]; usual: UsualOf; now: number | null }) {
  const { kind, jobs, usual, now } = props
  const left = now === null ? [] : jobs.flatMap((job) => timeLeft(job, usual(job), now) ?? [])
  const most = left.length === 0 ? null : Math.max(...left)
  const sentence = now === null ? '' : jobsSentence(jobs, most, now)
  const title = kind === 'provision' ? 'Provisioning' : 'Wiping'
  return (
    <span className="flex flex-wrap items-baseline gap-x-3.5">
      {most === null ? (
        <span aria-hidden className="font-semibold text-title">
          {title}
        </span>
      ) : (
        <span>
          <LeftText ms={most} size="headline" /> <span className="text-text2">left</span>
        </span>
      )}
      {sentence === '' ? null : <span className="text-text2">{sentence}</span>}
    </span>
  )
}

function JobsBar({ counts }: { counts: JobCounts }) {
  const parts = [
    { value: counts.done, label: 'done', ...jobWords.SUCCESS },
    { value: counts.running, label: 'running', ...jobWords.RUNNING },
    { value: counts.waiting, label: counts.waiting === 1 ? 'waits' : 'wait', ...jobWords.WAITING },
    { value: counts.pending, label: 'pending', ...jobWords.PENDING },
    { value: counts.failed, label: 'failed', ...jobWords.FAILED },
    { value: counts.cancelled, label: 'cancelled', ...jobWords.CANCELLED },
  ]
  return (
    <>
      <span className="w-[150px]">
        <StackedBar
          label="Jobs"
          segments={parts.map(({ value, label, tone }) => ({ value, label, tone, hatched: label === 'failed' }))}
        />
      </span>
      {parts
        .filter(({ value }) => value > 0)
        .map(({ value, label, tone, glyph }) => (
          <ToneMark key={label} mark={{ tone, glyph, word: `${value} ${label}` }} />
        ))}
    </>
  )
}
