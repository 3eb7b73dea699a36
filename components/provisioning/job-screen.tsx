'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { orderQuery } from '@/components/orders/order-queries'
import { Crumbs } from '@/components/shell/crumbs'
import { PageHeader } from '@/components/shell/page-header'
import { Banner } from '@/components/ui/banner'
import { CodeText } from '@/components/ui/code-text'
import { EmptyState } from '@/components/ui/empty-state'
import { Toolbar } from '@/components/ui/section'
import { Segment } from '@/components/ui/segment'
import { Time } from '@/components/ui/time'
import { spanText } from '@/components/ui/time-text'
import { ToneMark } from '@/components/ui/tone-mark'
import { useLiveStatus } from '@/lib/client/live-updates'
import { useFresh } from '@/lib/client/use-fresh'
import type { OrderView } from '@/lib/contracts/planning/order'
import type { JobLogView, JobView } from '@/lib/contracts/provisioning/job'
import { hasEnded } from '@/lib/domain/job-state'
import { stepsOf } from '@/lib/domain/provisioning/steps'
import { jobMark } from '@/lib/domain/state-words'
import { JobButtons } from './job-buttons'
import type { JobLocks } from './job-locks'
import { currentStep, elapsed, timeLeft, type Usual } from './job-progress'
import { jobHref, jobLogQuery, jobQuery, usualTimesQuery } from './job-queries'
import { LeftText } from './left-text'
import { linesByStep } from './lines-by-step'
import { LogLines } from './log-lines'
import { PathButtons } from './path-buttons'
import { TimelineStep } from './timeline-step'
import { useNow } from './use-now'
import { usualOf } from './usual-times'
import { WorkerBeat } from './worker-beat'

export type JobPageView = 'steps' | 'log'

/** While it runs: the beat of its worker is announced by nobody. */
const POLL_MS = { live: 10_000, cut: 3_000 }

export interface JobScreenProps {
  job: JobView
  log: JobLogView
  order: OrderView
  view: JobPageView
  locks: JobLocks
}

/** One server's job: where it stands, its steps with what each did, and what can be done about it. */
export function JobScreen(props: JobScreenProps) {
  const { id } = props.job
  const { state } = useLiveStatus()
  const pollMs = hasEnded(props.job.status) ? false : state === 'live' ? POLL_MS.live : POLL_MS.cut
  const { view: job, problem } = useFresh(props.job, { ...jobQuery(id), pollMs })
  const { view: log } = useFresh(props.log, { ...jobLogQuery(id), pollMs })
  const { view: order } = useFresh(props.order, orderQuery(job.order))
  const past = useQuery(usualTimesQuery(job.kind, [job])).data ?? null
  const clock = useNow(job.status === 'RUNNING' || job.status === 'PENDING')
  const usual = usualOf([], past)(job)
  const lost = !order.servers.includes(job.server) || order.degraded.includes(job.server)
  return (
    <>
      <Crumbs
        items={[
          { label: 'Provisioning', href: '/provisioning' },
          { label: job.order, href: `/orders/${encodeURIComponent(job.order)}`, code: true },
          { label: job.server, code: true },
        ]}
      />
      <PageHeader
        title={job.server}
        code
        marks={<ToneMark mark={jobMark(job.status, job.waitingFor)} look="tint" />}
        facts={<JobFacts job={job} log={log} />}
        actions={<JobEndText job={job} usual={usual} clock={clock} />}
      />
      {problem === null ? null : (
        <Banner glyph="offline" title="This job may be old.">
          {problem.detail}
        </Banner>
      )}
      {job.cancelRequested && job.status === 'RUNNING' ? (
        <Banner glyph="hourglass" title="Being cancelled.">
          It ends after the step or hop at hand, never inside a flash.
        </Banner>
      ) : null}
      <JobToolbar {...{ job, log, lost }} view={props.view} locks={props.locks} />
      {log.more ? (
        <p className="border-line border-b px-4 py-1.5 text-small text-text3">
          {`The newest ${log.items.length} lines; older ones are left out.`}
        </p>
      ) : null}
      {props.view === 'log' ? <FullLog log={log} /> : <Timeline job={job} log={log} usual={usual} clock={clock} />}
    </>
  )
}

function JobToolbar(props: { job: JobView; log: JobLogView; lost: boolean; view: JobPageView; locks: JobLocks }) {
  const { job, log, lost, view, locks } = props
  return (
    <Toolbar
      label="The job"
      end={
        <Segment
          label="View"
          value={view}
          options={[
            { value: 'steps', label: 'Steps', href: jobHref(job.id) },
            { value: 'log', label: 'Full log', count: log.items.length, href: `${jobHref(job.id)}?view=log` },
          ]}
        />
      }
    >
      <JobButtons job={job} locks={locks} lost={lost}>
        <PathButtons job={job} locks={locks} />
      </JobButtons>
    </Toolbar>
  )
}

function JobFacts({ job, log }: { job: JobView; log: JobLogView }) {
  return (
    <>
      <span className="text-text">
        {job.kind === 'provision' ? 'Provision' : 'Wipe'}
        {job.attempt > 1 ? `, attempt ${job.attempt}` : ''}
      </span>
      <span>
        for <CodeText href={`/orders/${encodeURIComponent(job.order)}`}>{job.order}</CodeText>
      </span>
      <Link href={`/servers/${encodeURIComponent(job.server)}`} className="link">
        the server’s record
      </Link>
      {job.model === undefined ? null : <span className="text-text3">{job.model}</span>}
      <span className="text-text3">
        made <Time at={job.createdAt} />
      </span>
      <WorkerBeat worker={log.worker} />
    </>
  )
}

/** Time left while it goes on; what it took once it has ended. */
function JobEndText({ job, usual, clock }: { job: JobView; usual: Usual; clock: number | null }) {
  const at = currentStep(job)
  const left = clock === null ? null : timeLeft(job, usual, clock)
  const took = job.finishedAt === undefined ? null : elapsed(job, null)
  return (
    <span className="text-text2">
      {left === null ? null : (
        <>
          <span className="text-text">
            <LeftText ms={left} size="headline" />
          </span>{' '}
          left{', '}
        </>
      )}
      {took === null ? null : `${job.status === 'SUCCESS' ? 'took' : 'ended after'} ${spanText(took)}, `}
      {at === null || job.status === 'SUCCESS'
        ? 'all steps done'
        : `step ${at.position} of ${stepsOf(job.kind).length}`}
    </span>
  )
}

function Timeline(props: { job: JobView; log: JobLogView; usual: Usual; clock: number | null }) {
  const { job, log, usual, clock } = props
  const lines = linesByStep(job, log.items)
  const at = currentStep(job)?.position
  return (
    <ol aria-label="Steps">
      {stepsOf(job.kind).map(({ position }) => (
        <TimelineStep
          key={position}
          job={job}
          position={position}
          now={position === at}
          lines={lines.get(position) ?? []}
          usual={usual}
          clock={clock}
        />
      ))}
    </ol>
  )
}

function FullLog({ log }: { log: JobLogView }) {
  if (log.items.length === 0) return <EmptyState title="Nothing has happened yet">A worker takes it soon.</EmptyState>
  return (
    <section aria-label="Log" className="px-4 py-3">
      <LogLines lines={log.items} days />
    </section>
  )
}
