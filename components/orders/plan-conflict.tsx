import { Button } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { CodeText } from '@/components/ui/code-text'
import { Glyph } from '@/components/ui/glyph'
import { countOf } from '@/components/ui/numbers'
import { Section } from '@/components/ui/section'
import { ToneMark } from '@/components/ui/tone-mark'
import type { Problem } from '@/lib/client/problem'
import type { Conflict } from '@/lib/contracts/planning/order'
import type { FreshPlan, PlanView } from '@/lib/contracts/planning/plan'
import { planWords } from '@/lib/domain/state-words'
import { Place } from './plan-items'
import { conflictsOf, freshPlanOf } from './plan-refusals'
import { costText, wattsText } from './plan-words'

/** An allocation came too late: each lost server with who holds it, and beside the old plan the one that works now. */
export function PlanConflict(props: {
  plan: PlanView
  problem: Problem
  pending: boolean
  lock: string | null
  onTake: () => void
}) {
  const { plan, problem, pending, lock, onTake } = props
  const conflicts = conflictsOf(problem)
  const fresh = freshPlanOf(problem)
  const lost = new Map(conflicts.map((conflict) => [conflict.barcode, conflict]))
  const before = new Set(plan.items.map(({ barcode }) => barcode))
  return (
    <div role="alert" className="flex flex-1 flex-col">
      <div className="px-4 pt-4 pb-3">
        <ToneMark mark={planWords.REFUSED} className="text-title" />
        <h2 className="mt-1 text-pretty font-semibold text-[22px] leading-7">
          {countOf(conflicts.length, 'server')} of this plan {conflicts.length === 1 ? 'is' : 'are'} gone.
        </h2>
        <p className="mt-1 text-text2">{problem.detail}</p>
      </div>
      <div className="grid flex-1 grid-cols-2 border-line border-t max-desk:grid-cols-1 max-desk:content-start">
        <Section title="The plan you had" note={totalsNote(plan)}>
          <ItemList items={plan.items} lost={lost} />
        </Section>
        <div className="min-w-0 border-line border-l max-desk:border-t max-desk:border-l-0">
          {fresh === null ? (
            <Section title="No fresh plan">
              <p className="text-pretty text-text2">
                What is left does not serve the order within the same limits. Go back to the plan to change them, or ask
                for less.
              </p>
            </Section>
          ) : (
            <Section
              title="A fresh plan"
              note={totalsNote(fresh)}
              actions={
                <Button look="primary" busy={pending} disabledReason={lock} onClick={onTake}>
                  Take the fresh plan
                </Button>
              }
            >
              <ItemList items={fresh.items} added={before} />
            </Section>
          )}
        </div>
      </div>
    </div>
  )
}

const totalsNote = ({ totals }: FreshPlan) =>
  `${countOf(totals.servers, 'server')}, ${countOf(totals.racks, 'rack')}, ${costText(totals.cost)} a month, ${wattsText(totals.powerW)} W`

function ItemList(props: {
  items: FreshPlan['items']
  lost?: ReadonlyMap<string, Conflict>
  /** The barcodes of the plan before: others are marked as new. */
  added?: ReadonlySet<string>
}) {
  const { items, lost, added } = props
  return (
    <ul>
      {items.map((item) => {
        const conflict = lost?.get(item.barcode)
        const isNew = added !== undefined && !added.has(item.barcode)
        return (
          <li
            key={item.barcode}
            className={classNames(
              'flex min-h-8 flex-wrap items-center gap-x-3 border-line border-t py-1 first:border-t-0',
              conflict !== undefined && 't-fail -mx-4 bg-b px-4 [--gx:var(--b)]',
            )}
          >
            <CodeText
              strong
              {...(conflict === undefined
                ? { href: `/servers/${item.barcode}` }
                : { className: 'line-through decoration-2 decoration-fail' })}
            >
              {item.barcode}
            </CodeText>
            <span className="text-text2">{item.model}</span>
            <span className="ml-auto flex items-center gap-2">
              {isNew ? <ToneMark size="small" mark={planWords.NEW} /> : null}
              <Place item={item} />
            </span>
            {conflict === undefined ? null : (
              <span className="flex w-full items-center gap-1.5 text-small">
                <Glyph name="diamond-x" size={12} className="text-x" />
                <span>
                  <Reason conflict={conflict} />
                </span>
              </span>
            )}
          </li>
        )
      })}
    </ul>
  )
}

/** The server's own sentence; the order it names is a link. */
function Reason({ conflict: { reason, order } }: { conflict: Conflict }) {
  const at = order === undefined ? -1 : reason.indexOf(order)
  if (order === undefined || at < 0) return reason
  return (
    <>
      {reason.slice(0, at)}
      <CodeText href={`/orders/${order}`}>{order}</CodeText>
      {reason.slice(at + order.length)}
    </>
  )
}
