'use client'

import { useQuery } from '@tanstack/react-query'
import { currentHop, currentStep, hopChains } from '@/components/provisioning/job-progress'
import { jobHref, jobLogQuery } from '@/components/provisioning/job-queries'
import { LogLines } from '@/components/provisioning/log-lines'
import { WorkerBeat } from '@/components/provisioning/worker-beat'
import { ArrowText } from '@/components/ui/arrow-text'
import { ButtonLink } from '@/components/ui/button'
import { CodeText } from '@/components/ui/code-text'
import { ProblemNote } from '@/components/ui/problem-note'
import { ToneMark } from '@/components/ui/tone-mark'
import { problemOf } from '@/lib/client/problem'
import type { JobView } from '@/lib/contracts/provisioning/job'
import { jobMark } from '@/lib/domain/state-words'

/** How many of the newest lines there is room for. */
const LINES = 6
/** The beat of a worker is announced by nobody. */
const BEAT_MS = 10_000

/** The chosen one of an order's jobs: who has it, and the newest lines of its log. */
export function JobDetail({ job, closeHref }: { job: JobView; closeHref: string }) {
  const running = job.status === 'RUNNING'
  const log = useQuery({ ...jobLogQuery(job.id), refetchInterval: running ? BEAT_MS : false })
  const lines = log.data?.items.slice(-LINES) ?? []
  return (
    <section aria-label={`Log of ${job.server}`} className="border-line2 border-t bg-canvas px-4 pt-2 pb-3">
      <div className="mb-1 flex flex-wrap items-center gap-x-2.5 gap-y-0.5">
        <CodeText strong href={`/servers/${encodeURIComponent(job.server)}`}>
          {job.server}
        </CodeText>
        <WhereItStands job={job} />
        <span className="ml-auto flex items-center gap-2.5">
          <span className="max-tab:hidden">
            <WorkerBeat worker={log.data?.worker} />
          </span>
          <ButtonLink href={jobHref(job.id)} look="quiet">
            Full log
          </ButtonLink>
          <ButtonLink href={closeHref} look="quiet" glyph="x" iconOnly>
            Close the log
          </ButtonLink>
        </span>
      </div>
      <div className="min-h-[108px]">
        {log.isError ? (
          <ProblemNote problem={problemOf(log.error)} />
        ) : log.data === undefined ? (
          <p className="text-small text-text3">Reading its log…</p>
        ) : (
          <LogLines lines={lines} />
        )}
      </div>
    </section>
  )
}

/** "BIOS 2.9.4 → 2.10.2, hop 2 of 3" while it flashes, else the step. */
function WhereItStands({ job }: { job: JobView }) {
  const mark = jobMark(job.status, job.waitingFor)
  const at = currentHop(job)
  const step = currentStep(job)
  if (at !== null) {
    const chain = hopChains(job.hops).find(({ component }) => component === at.hop.component)
    const versions = [chain?.hops[0]?.from, ...(chain?.hops.map(({ to }) => to) ?? [])].join(' → ')
    return (
      <>
        <span className="max-tab:hidden">
          <ArrowText>{`${at.hop.component} ${versions}`}</ArrowText>
        </span>
        <ToneMark mark={mark} word={`hop ${at.place} of ${at.of}`} />
      </>
    )
  }
  return (
    <>
      {step === null ? null : <span>{step.name}</span>}
      <ToneMark mark={mark} />
    </>
  )
}
