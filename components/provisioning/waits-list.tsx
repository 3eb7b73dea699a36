import Link from 'next/link'
import { ArrowText } from '@/components/ui/arrow-text'
import { CodeText } from '@/components/ui/code-text'
import { formatCount } from '@/components/ui/numbers'
import { Time } from '@/components/ui/time'
import type { JobsOverviewView } from '@/lib/contracts/provisioning/overview'
import { jobHref } from './job-queries'

/** How many reasons there is room for above the list. */
const SHOWN = 6

/** What jobs wait for, the most common first, each with the job that has been at its step for the longest. */
export function WaitsList({ waits }: { waits: JobsOverviewView['waits'] }) {
  const rest = waits.slice(SHOWN).reduce((sum, { count }) => sum + count, 0)
  return (
    <section className="min-w-0 px-4 py-2.5" aria-label="What waits for what">
      <h2 className="mb-1 font-semibold">What waits for what</h2>
      {waits.length === 0 ? <p className="text-text2">Nothing waits for anything.</p> : null}
      <ul>
        {waits.slice(0, SHOWN).map(({ reason, count, longest, since }) => (
          <li
            key={reason}
            className="grid grid-cols-[24px_minmax(0,1fr)_auto] items-baseline gap-x-2 border-line border-t py-1 first:border-t-0"
          >
            <span className="font-medium">{formatCount(count)}</span>
            <span className="min-w-0 [overflow-wrap:anywhere]">
              <ArrowText>{reason}</ArrowText>
            </span>
            <span className="whitespace-nowrap text-small text-text3">
              <CodeText href={jobHref(longest.id)}>{longest.server}</CodeText> <Time at={since} look="span" />
            </span>
          </li>
        ))}
      </ul>
      {rest === 0 ? null : (
        <p className="pt-1 text-small text-text3">
          {`${formatCount(rest)} more for other reasons: see `}
          <Link href="/provisioning?status=RUNNING" className="link">
            those that run
          </Link>
        </p>
      )}
    </section>
  )
}
