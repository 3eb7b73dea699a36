'use client'

import { classNames } from '@/components/ui/class-names'
import { Glyph } from '@/components/ui/glyph'
import { KeyHint } from '@/components/ui/key-hint'
import type { Objective } from '@/lib/domain/planning/plan'
import { COMPARE_ROWS, type CompareFacts, type CompareRow } from './compare-cells'
import type { PlanColumn } from './plan-compare'
import { missingOnRecord, objectiveWords } from './plan-words'

/** The radio buttons of a desk; the phone's have a name of their own, as only one of the two is shown. */
export const COMPARE_RADIOS = 'compared-plan'

interface CompareProps {
  columns: readonly PlanColumn[]
  facts: CompareFacts
  chosen: Objective
  onChoose: (objective: Objective) => void
}

/** The plans side by side: a column is a radio button, a row is a measure. Arrows and figures choose. */
export function CompareTable({ columns, facts, chosen, onChoose }: CompareProps) {
  return (
    <div role="radiogroup" aria-label="Plan" className="relative overflow-x-auto bg-surface max-tab:hidden">
      <table className="w-full min-w-[1196px] table-fixed border-collapse" aria-label="Plans compared">
        <colgroup>
          <col className="w-[150px]" />
          {columns.map(({ objective }) => (
            <col key={objective} />
          ))}
        </colgroup>
        <thead>
          <tr>
            <td className={headCell} />
            {columns.map((column, index) => (
              <HeadCell
                key={column.objective}
                column={column}
                place={index + 1}
                chosen={column.objective === chosen}
                onChoose={() => onChoose(column.objective)}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {COMPARE_ROWS.map((row, index) => (
            <tr key={row.key}>
              <th scope="row" className={classNames(rowHead, row.tall === true ? 'py-2.5 align-top' : 'h-[31px]')}>
                {row.head}
              </th>
              {columns.map((column) => (
                <BodyCell
                  key={column.objective}
                  row={row}
                  first={index === 0}
                  column={column}
                  facts={facts}
                  chosen={column.objective === chosen}
                  onChoose={() => onChoose(column.objective)}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const rowHead =
  'sticky left-0 z-1 border-line border-b bg-surface pr-1 pl-4 text-left font-medium text-text2 shadow-[inset_-1px_0_0_var(--line)]'
const headCell = 'sticky left-0 z-1 border-line border-b bg-surface shadow-[inset_-1px_0_0_var(--line)]'

function HeadCell(props: { column: PlanColumn; place: number; chosen: boolean; onChoose: () => void }) {
  const { column, place, chosen, onChoose } = props
  return (
    <th
      scope="col"
      className={classNames(
        'border-line border-b border-l p-0 text-left font-semibold first-of-type:border-l-0',
        chosen ? 'bg-accent-tint shadow-[inset_0_2px_0_var(--accent)]' : 'hover:bg-canvas',
      )}
    >
      <label className="flex h-11 cursor-pointer items-center gap-2 px-3 has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:-outline-offset-2">
        <input
          type="radio"
          name={COMPARE_RADIOS}
          value={column.objective}
          checked={chosen}
          onChange={onChoose}
          aria-keyshortcuts={String(place)}
          className="size-3.5 flex-none accent-accent outline-none"
        />
        <span className="min-w-0 flex-1 truncate">{objectiveWords[column.objective]}</span>
        <span aria-hidden className="flex-none">
          <KeyHint>{place}</KeyHint>
        </span>
      </label>
    </th>
  )
}

function BodyCell(props: {
  row: CompareRow
  first: boolean
  column: PlanColumn
  facts: CompareFacts
  chosen: boolean
  onChoose: () => void
}) {
  const { row, first, column, facts, chosen, onChoose } = props
  const look = classNames(
    'border-line border-b border-l px-3 first-of-type:border-l-0',
    row.tall === true && 'py-2.5 align-top',
    chosen && 'bg-accent-tint',
  )
  if (column.plan !== null) {
    return (
      // biome-ignore lint/a11y/useKeyWithClickEvents: the radio in the head is the control; for a pointer the whole column is
      <td className={look} onClick={onChoose}>
        {row.cell(column.plan, column, facts)}
      </td>
    )
  }
  // A plan that does not exist is one cell down the whole column.
  return first ? (
    <td rowSpan={COMPARE_ROWS.length} className={classNames(look, !chosen && 'bg-canvas')}>
      <NoSuchPlan column={column} />
    </td>
  ) : null
}

const alone: Partial<Record<Objective, string>> = {
  'lowest-cost': 'Only models with a cost on record can be compared by it.',
  'lowest-power': 'Only models with their watts on record can be compared by it.',
  greedy: 'The greedy method found none within the limits; the exact one did.',
}

export function NoSuchPlan({ column: { objective, infeasible, leftOut } }: { column: PlanColumn }) {
  return (
    <>
      <span className="flex items-center gap-1.5 font-medium text-text2">
        <Glyph name="slashed-ring" /> No plan
      </span>
      <span className="mt-0.5 block text-pretty text-small text-text2">
        {alone[objective]} {infeasible ?? ''}
      </span>
      {leftOut.length === 0 ? null : (
        <span className="mt-0.5 block text-pretty text-small text-text2">Not counted: {missingOnRecord(leftOut)}.</span>
      )}
    </>
  )
}
