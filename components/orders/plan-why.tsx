import type { ReactNode } from 'react'
import { CodeText } from '@/components/ui/code-text'
import { formatCount } from '@/components/ui/numbers'
import { Section } from '@/components/ui/section'
import { ToneMark } from '@/components/ui/tone-mark'
import type { FreshPlan } from '@/lib/contracts/planning/plan'
import { planWords } from '@/lib/domain/state-words'
import { PlanProofFile } from './plan-proof-file'
import { goalText, goalWords, limitText, objectiveWords } from './plan-words'

type Exact = NonNullable<FreshPlan['exact']>

/** Of the chosen plan: what it made small and in which order, what each limit costs, and what proves it. */
export function PlanWhy({ plan }: { plan: FreshPlan }) {
  const { exact } = plan
  return (
    <section
      aria-label={`Why ${objectiveWords[plan.objective].toLowerCase()} chose these`}
      className="grid grid-cols-3 border-line border-t max-wide:grid-cols-1 [&>*+*]:border-line max-wide:[&>*+*]:border-t wide:[&>*+*]:border-l wide:[&>*]:border-t-0"
    >
      {exact === null ? (
        <Section title="How it was found">
          <p className="max-w-[70ch] text-pretty text-text2">
            Greedy takes the server that brings most of what is still missing, one after the other, and stops when it is
            enough. It is quick, and it proves nothing.
          </p>
        </Section>
      ) : (
        <>
          <Goals goals={exact.goals} />
          <LimitPrices plan={plan} exact={exact} />
          <Section title="What proves it">
            <Lines>
              <Line term="Inventory it was worked out over">
                <CodeText>{exact.snapshot.slice(0, 12)}</CodeText>
              </Line>
              <Line term="Whole-number programme">
                {formatCount(exact.certificate.columns.length)} × {formatCount(exact.certificate.rows.length)}
              </Line>
              <Line term="Its bound, by the prices in the file">{formatCount(exact.certificate.bound)}</Line>
            </Lines>
            <PlanProofFile order={plan.order} objective={plan.objective} proof={exact} />
          </Section>
        </>
      )}
    </section>
  )
}

function Lines({ children }: { children: ReactNode }) {
  return <ul>{children}</ul>
}

function Line({ term, children }: { term: ReactNode; children: ReactNode }) {
  return (
    <li className="flex min-h-7 flex-wrap items-center justify-between gap-x-3 border-line border-t py-0.5 first:border-t-0">
      <span className="text-text2">{term}</span>
      <span>{children}</span>
    </li>
  )
}

function Goals({ goals }: { goals: Exact['goals'] }) {
  return (
    <Section title="What it made small" note="each as far as those before it allow">
      <ol>
        {goals.map(({ goal, value, bound }, index) => (
          <Line
            key={goal}
            term={
              <>
                <span className="mr-2 text-text3">{index + 1}</span>
                {goalWords[goal]}
              </>
            }
          >
            <span className="mr-2 font-medium">{goalText(goal, value)}</span>
            {value === bound ? (
              <ToneMark size="small" mark={planWords.PROVEN} word="proven" />
            ) : (
              <ToneMark size="small" mark={planWords.GAP} word={`at least ${goalText(goal, bound)}`} />
            )}
          </Line>
        ))}
      </ol>
    </Section>
  )
}

/** The first goal as it would be without each limit. */
function LimitPrices({ plan, exact }: { plan: FreshPlan; exact: Exact }) {
  const [first] = exact.goals
  return (
    <Section title="What each limit costs">
      {first === undefined || exact.limitPrices.length === 0 ? (
        <p className="text-pretty text-text2">No limit is set: nothing but the inventory holds this plan back.</p>
      ) : (
        <Lines>
          {exact.limitPrices.map(({ limit, value }) => (
            <Line key={limit} term={`Without “${limitText(limit, plan.constraints)}”`}>
              <LimitPrice goal={first.goal} now={first.value} without={value} />
            </Line>
          ))}
        </Lines>
      )}
    </Section>
  )
}

function LimitPrice(props: { goal: Exact['goals'][number]['goal']; now: number; without: number | null }) {
  const { goal, now, without } = props
  if (without === null) return <span className="text-text3">not known</span>
  if (without >= now) return <span className="text-text3">the same: it costs nothing</span>
  return (
    <>
      <b>{goalText(goal, without)}</b>{' '}
      <span className="text-small text-text3">{goalText(goal, now - without)} less</span>
    </>
  )
}
