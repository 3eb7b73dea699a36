import Link from 'next/link'
import { Fragment } from 'react'
import { classNames } from '@/components/ui/class-names'
import { Glyph, type GlyphName } from '@/components/ui/glyph'
import { formatCount } from '@/components/ui/numbers'
import { ToneMark } from '@/components/ui/tone-mark'
import { toQueryString } from '@/lib/client/api-fetch'
import type { CapacityView } from '@/lib/contracts/planning/capacity'
import { jobWords, orderWords, type StateMark, stockWords, ticketWords } from '@/lib/domain/state-words'

interface Stage {
  state: string
  mark: StateMark
}

interface PipelineProps {
  title: string
  glyph: GlyphName
  counts: Record<string, number>
  stages: readonly Stage[]
  hrefOf: (state: string) => string
  /** What is stuck, at the right of the heading. */
  stuck: readonly { count: number; mark: Pick<StateMark, 'tone' | 'glyph' | 'word'>; href: string }[]
}

/** The three lines of work; each figure is a link to the list behind it, what is stuck stands apart. */
export function Pipelines({ view, scope }: { view: CapacityView; scope: string | null }) {
  const ordersHref = (status: string) => `/orders${toQueryString({ status, datacenter: scope })}`
  const jobsHref = (status: string) => `/provisioning${toQueryString({ status, datacenter: scope })}`
  const ticketsHref = (status: string) => `/tickets${toQueryString({ status, datacenter: scope })}`
  return (
    // A foot that stays: what is stuck is seen without scrolling, wherever a screen is high enough for it.
    <div className="bottom-0 z-2 grid grid-cols-[1.56fr_1fr_1fr] border-line border-t bg-canvas max-wide:grid-cols-1 wide:[@media(min-height:720px)]:sticky">
      <Pipeline
        title="Orders"
        glyph="order"
        counts={view.orders}
        stages={(['DRAFT', 'PLANNED', 'ALLOCATED', 'PROVISIONING', 'ACTIVE'] as const).map((state) => ({
          state,
          mark: orderWords[state],
        }))}
        hrefOf={ordersHref}
        stuck={[
          {
            count: view.orders.FAILED ?? 0,
            mark: { ...orderWords.FAILED, word: 'failed' },
            href: ordersHref('FAILED'),
          },
        ]}
      />
      <Pipeline
        title="Jobs"
        glyph="flow"
        counts={view.jobs}
        stages={(['PENDING', 'RUNNING'] as const).map((state) => ({ state, mark: jobWords[state] }))}
        hrefOf={jobsHref}
        stuck={[
          { count: view.jobs.FAILED ?? 0, mark: { ...jobWords.FAILED, word: 'failed' }, href: jobsHref('FAILED') },
        ]}
      />
      <Pipeline
        title="Tickets"
        glyph="ticket"
        counts={view.tickets}
        stages={(['OPEN', 'IN_PROGRESS'] as const).map((state) => ({ state, mark: ticketWords[state] }))}
        hrefOf={ticketsHref}
        stuck={[
          {
            count: view.waitingForPart,
            mark: { ...jobWords.WAITING, word: view.waitingForPart === 1 ? 'waits for a part' : 'wait for a part' },
            href: `/tickets${toQueryString({ waitingForPart: 'true', status: ['OPEN', 'IN_PROGRESS'], datacenter: scope })}`,
          },
          {
            count: view.lowStock,
            mark: { ...stockWords.LOW, word: view.lowStock === 1 ? 'part low' : 'parts low' },
            href: `/stock${toQueryString({ low: 'true', datacenter: scope })}`,
          },
        ]}
      />
    </div>
  )
}

function Pipeline({ title, glyph, counts, stages, hrefOf, stuck }: PipelineProps) {
  return (
    <section className="min-w-0 border-line border-l px-4 py-2.5 first:border-l-0 max-wide:border-t max-wide:border-l-0 max-wide:first:border-t-0">
      <div className="flex min-h-[22px] items-center gap-2">
        <Glyph name={glyph} />
        <h2 className="font-semibold">{title}</h2>
        <div className="ml-auto flex flex-wrap justify-end gap-x-3">
          {stuck
            .filter(({ count }) => count > 0)
            .map(({ count, mark, href }) => (
              <Link key={href} href={href} prefetch={false} className="hover:underline [--gx:var(--canvas)]">
                <ToneMark size="small" mark={{ ...mark, word: `${formatCount(count)} ${mark.word}` }} />
              </Link>
            ))}
        </div>
      </div>
      <div
        className={classNames(
          'my-1.5 flex items-center gap-y-2 max-tab:flex-wrap max-tab:gap-x-5',
          stages.length > 2 ? 'justify-between gap-x-2 max-tab:justify-start' : 'gap-x-8',
        )}
      >
        {stages.map(({ state, mark }, index) => (
          <Fragment key={state}>
            {index === 0 ? null : <Glyph name="right" className="text-text3 max-tab:hidden" />}
            <Link
              href={hrefOf(state)}
              prefetch={false}
              className="block hover:underline [--gx:var(--canvas)] glove:min-h-12"
            >
              <span className="block font-medium text-[22px] leading-7">{formatCount(counts[state] ?? 0)}</span>
              <ToneMark mark={mark} size="small" />
            </Link>
          </Fragment>
        ))}
      </div>
    </section>
  )
}
