'use client'

import { CodeText } from '@/components/ui/code-text'
import { countOf } from '@/components/ui/numbers'
import { Time } from '@/components/ui/time'
import { ToneMark } from '@/components/ui/tone-mark'
import type { WorkersView, WorkerView } from '@/lib/contracts/provisioning/overview'
import { workerWords } from '@/lib/domain/state-words'
import { jobHref } from './job-queries'
import { useNow } from './use-now'

/** Workers beat every few seconds: one that said nothing for so long is lost, and others take its jobs. */
const SILENT_MS = 30_000
const SHOWN = 6

/** Who drains jobs, when each last said that it is there, and what it has in hand. */
export function WorkersList({ workers }: { workers: WorkersView['items'] }) {
  const now = useNow(true)
  return (
    <section
      className="min-w-0 border-line border-l px-4 py-2.5 max-wide:border-t max-wide:border-l-0"
      aria-label="Workers"
    >
      <h2 className="mb-1 font-semibold">Workers</h2>
      {workers.length === 0 ? (
        <p className="text-text2">None was there within a day: jobs wait until one is started.</p>
      ) : null}
      <ul>
        {workers.map((worker) => {
          const silent = now !== null && now - Date.parse(worker.beatAt) > SILENT_MS
          return (
            <li key={worker.name} className="border-line border-t py-1 first:border-t-0">
              <span className="flex flex-wrap items-center gap-x-2.5">
                <span className="mono min-w-0 [overflow-wrap:anywhere]">{worker.name}</span>
                <ToneMark mark={workerWords[silent ? 'SILENT' : 'THERE']} size="small" />
                <span className="ml-auto text-small text-text3">
                  beat <Time at={worker.beatAt} look="ago" />, since <Time at={worker.startedAt} />
                </span>
              </span>
              <InHand worker={worker} />
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function InHand({ worker }: { worker: WorkerView }) {
  if (worker.inHand === 0) return <span className="text-small text-text3">Nothing in hand.</span>
  const more = worker.inHand - Math.min(SHOWN, worker.jobs.length)
  return (
    <span className="flex flex-wrap gap-x-2.5 text-small text-text2">
      <span>{countOf(worker.inHand, 'job')} in hand:</span>
      {worker.jobs.slice(0, SHOWN).map(({ id, server }) => (
        <CodeText key={id} href={jobHref(id)}>
          {server}
        </CodeText>
      ))}
      {more > 0 ? <span>{`and ${more} more`}</span> : null}
    </span>
  )
}
