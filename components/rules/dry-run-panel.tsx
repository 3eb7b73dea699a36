'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { Figure } from '@/components/ui/figure'
import { Glyph } from '@/components/ui/glyph'
import { ProblemNote } from '@/components/ui/problem-note'
import { Time } from '@/components/ui/time'
import { problemOf } from '@/lib/client/problem'
import { useSettled } from '@/lib/client/use-settled'
import type { DryRunView, ExampleView } from '@/lib/contracts/telemetry/dry-run'
import { DayBars } from './day-bars'
import { answerInWords, fatesInWords, fateWords, spanInWords } from './dry-run-words'
import { dryRunOf, type RuleDraft } from './rule-draft'
import { dryRunQuery } from './rule-queries'
import { readingInWords } from './rule-words'

/** So long one has to have typed nothing. */
const SETTLE_MS = 400

/** What the rule as it is typed would have done to the last 30 days; asked anew with every change. */
export function DryRunPanel({ draft, id }: { draft: RuleDraft; id: string | null }) {
  const asked = dryRunOf(draft, id)
  const question = useSettled(asked, SETTLE_MS)
  const query = useQuery({ ...dryRunQuery(question), placeholderData: keepPreviousData })
  const typing = JSON.stringify(asked) !== JSON.stringify(question)
  const looking = asked !== null && (query.isFetching || typing)
  return (
    <section aria-label="Dry run" aria-busy={looking} className="min-w-0">
      <div className="mb-1.5 flex min-h-7 items-center gap-2">
        <h3 className="font-semibold">Dry run</h3>
        <span className="text-small text-text3" role="status">
          {looking ? 'Looking at the last 30 days…' : 'changes nothing'}
        </span>
      </div>
      <div aria-hidden className="mb-2 h-0.5 overflow-hidden bg-sunken">
        {looking ? <span className="block h-full w-2/5 animate-[busy_1.1s_linear_infinite] bg-accent" /> : null}
      </div>
      {asked === null ? (
        <p className="text-pretty text-text2">Fill in the rule, and see here what it would have done.</p>
      ) : query.isError && !looking ? (
        <div className="flex flex-col items-start gap-2">
          <ProblemNote problem={problemOf(query.error)} />
          <Button glyph="retry" onClick={() => void query.refetch()}>
            Look again
          </Button>
        </div>
      ) : query.data === undefined ? null : (
        <div className={classNames(looking && 'opacity-60')}>
          <Answer answer={query.data} draft={draft} />
        </div>
      )}
    </section>
  )
}

function Answer({ answer, draft }: { answer: DryRunView; draft: RuleDraft }) {
  const { proposed, present, really, looked } = answer
  if (looked === 0)
    return (
      <p className="text-pretty text-text2">
        No {answer.kind} came in {spanInWords(answer)}, so there is nothing to try it on.
      </p>
    )
  return (
    <div className="flex flex-col gap-3">
      <p className="text-pretty font-medium">{answerInWords(answer)}</p>
      <div className="grid grid-cols-4 gap-3 max-tab:grid-cols-2">
        <Figure size="plain" value={proposed.tickets} label="tickets with this rule" />
        <Figure size="plain" value={present.tickets} label="with today’s rules" />
        <Figure size="plain" value={really} label="really opened" />
        <Figure size="plain" value={proposed.byRule} label="of these by this rule" />
      </div>
      <DayBars days={answer.days} until={answer.until} />
      <p className="text-pretty text-text2">{fatesInWords(answer)}</p>
      {answer.truncated ? (
        <p className="flex gap-1.5 text-pretty text-warn-x">
          <Glyph name="triangle" className="mt-0.5" />
          <span>
            More came than can be looked at: this is since <Time at={answer.since} />.
          </span>
        </p>
      ) : null}
      <Examples title="Strongest" examples={answer.strongest} draft={draft} none="No event meets it." />
      {draft.condition === 'any' || draft.condition === 'any-bit' ? null : (
        <Examples title="Nearest misses" examples={answer.nearest} draft={draft} none="Nothing came near." />
      )}
      <p className="text-pretty text-small text-text3">
        A ticket that there never was is taken to live as long as the real one of that server and type, else until 24 h
        after its last event. Other rules for {answer.kind} count as they stand.
      </p>
    </div>
  )
}

function Examples(props: { title: string; examples: readonly ExampleView[]; draft: RuleDraft; none: string }) {
  const { title, examples, draft, none } = props
  const operator = draft.condition === 'any-bit' ? ('any-bit' as const) : ('over' as const)
  return (
    <section aria-label={title}>
      <h4 className="mb-0.5 font-medium text-small text-text2">
        {title}
        {examples.length === 0 ? null : <span className="font-normal text-text3">, one line a component</span>}
      </h4>
      {examples.length === 0 ? <p className="text-text3">{none}</p> : null}
      <ul className="max-h-[148px] overflow-y-auto">
        {examples.map((example) => (
          <li
            key={`${example.server} ${example.component}`}
            className="grid grid-cols-[110px_minmax(0,1fr)_auto_110px] items-center gap-x-3 border-line border-t py-1 first:border-t-0 max-tab:grid-cols-[minmax(0,1fr)_auto]"
          >
            <a
              href={`/servers/${encodeURIComponent(example.server)}`}
              target="_blank"
              rel="noreferrer"
              className="link mono truncate text-accent-text"
            >
              {example.server}
              <span className="sr-only">, in a new tab</span>
            </a>
            <span className="truncate text-text2 max-tab:order-3">
              {example.component === 'unknown'
                ? fateWords[example.outcome]
                : `${example.component}, ${fateWords[example.outcome]}`}
            </span>
            <span className="text-right font-medium tabular-nums">
              {readingInWords({ operator, ...(draft.field === '' ? {} : { field: draft.field }) }, example.reading)}
            </span>
            <span className="mono text-right text-text3 max-tab:order-4">
              <Time at={example.ts} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
