'use client'

import { classNames } from '@/components/ui/class-names'
import { formatCount } from '@/components/ui/numbers'
import { ToneMark } from '@/components/ui/tone-mark'
import type { FreshPlan } from '@/lib/contracts/planning/plan'
import type { Objective } from '@/lib/domain/planning/plan'
import { COMPARE_ROWS, type CompareFacts, Difference } from './compare-cells'
import { NoSuchPlan } from './compare-table'
import type { PlanColumn } from './plan-compare'
import { objectiveWords, proofMark } from './plan-words'

/** On a phone: all plans as large buttons with what tells them apart, and below them the chosen one in full. */
export function ComparePicker(props: {
  columns: readonly PlanColumn[]
  facts: CompareFacts
  chosen: Objective
  onChoose: (objective: Objective) => void
}) {
  const { columns, facts, chosen, onChoose } = props
  const shown = columns.find(({ objective }) => objective === chosen)
  const plan = shown?.plan ?? null
  return (
    <div className="tab:hidden">
      <div role="radiogroup" aria-label="Plan" className="grid grid-cols-2 gap-2 p-4">
        {columns.map((column) => (
          <Choice
            key={column.objective}
            column={column}
            fewest={facts.fewest}
            chosen={column.objective === chosen}
            onChoose={() => onChoose(column.objective)}
          />
        ))}
      </div>
      {shown === undefined ? null : plan === null ? (
        <div className="border-line border-t p-4">
          <NoSuchPlan column={shown} />
        </div>
      ) : (
        <dl aria-label={objectiveWords[shown.objective]}>
          {COMPARE_ROWS.map((row) => (
            <div
              key={row.key}
              className={classNames(
                'border-line border-t px-4 py-2.5',
                row.tall === true
                  ? 'flex flex-col gap-1.5'
                  : 'grid grid-cols-[152px_minmax(0,1fr)] items-baseline gap-2',
              )}
            >
              <dt className="font-medium text-text2">{row.head}</dt>
              <dd>{row.cell(plan, shown, facts)}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  )
}

function Choice(props: { column: PlanColumn; fewest: FreshPlan | null; chosen: boolean; onChoose: () => void }) {
  const { column, fewest, chosen, onChoose } = props
  const { objective, plan, standings } = column
  return (
    <label
      className={classNames(
        'flex min-h-12 min-w-0 cursor-pointer flex-col rounded-overlay border px-3 py-2 has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-2',
        chosen ? 'border-accent bg-accent-tint shadow-[inset_0_0_0_1px_var(--accent)]' : 'border-line2',
      )}
    >
      <span className="flex items-center gap-2">
        <input
          type="radio"
          name="compared-plan-phone"
          value={objective}
          checked={chosen}
          onChange={onChoose}
          className="size-4 flex-none accent-accent outline-none"
        />
        <span className="min-w-0 font-medium text-small">{objectiveWords[objective]}</span>
      </span>
      {plan === null ? (
        <span className="text-small text-text2">no plan</span>
      ) : (
        <>
          <span className="mt-0.5">
            <b className="font-medium text-figure-lg">{formatCount(plan.totals.servers)}</b>{' '}
            <Difference standing={standings?.servers ?? null} text={formatCount} />
          </span>
          <ToneMark size="small" mark={proofMark(plan, fewest).mark} />
        </>
      )}
    </label>
  )
}
