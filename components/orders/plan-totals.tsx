import type { ReactNode } from 'react'
import { RESOURCES, resourceWords, type Shape } from '@/components/capacity/shape-fit'
import { formatCount } from '@/components/ui/numbers'
import type { FreshPlan } from '@/lib/contracts/planning/plan'
import { byModel, byRack, costText, wattsText } from './plan-words'

/** One measure a row; beside what is taken, what is left over of it. */
export function PlanTotals({ plan, asked }: { plan: FreshPlan; asked: Shape }) {
  const { totals } = plan
  const most = Math.max(0, ...byRack(plan.items).map(({ rack, items }) => (rack === null ? 0 : items.length)))
  return (
    <table className="mt-3 w-full border-collapse">
      <tbody>
        <Measure name="Models">
          <span className="flex flex-wrap gap-x-4">
            {byModel(plan.items).map(({ model, count }) => (
              <span key={model} className="whitespace-nowrap text-small text-text2">
                <b className="text-text">{count}</b> {model}
              </span>
            ))}
          </span>
        </Measure>
        {RESOURCES.map((resource) => (
          <Measure
            key={resource}
            name={resource === 'cpuCores' ? 'Cores' : `${resourceWords[resource].label}, GB`}
            note={
              totals[resource] > asked[resource]
                ? `${formatCount(totals[resource] - asked[resource])} more than asked`
                : 'as asked'
            }
          >
            {formatCount(totals[resource])}
          </Measure>
        ))}
        <Measure name="Cost a month">{costText(totals.cost)}</Measure>
        <Measure name="Power, W">{wattsText(totals.powerW)}</Measure>
        <Measure name="Racks" note={most > 1 ? `at most ${most} in one` : undefined}>
          {formatCount(totals.racks)}
        </Measure>
      </tbody>
    </table>
  )
}

function Measure({ name, note, children }: { name: string; note?: string | undefined; children: ReactNode }) {
  return (
    <tr className="border-line border-t">
      <th scope="row" className="h-[31px] w-32 pr-3 text-left font-medium text-text2">
        {name}
      </th>
      <td>
        <span className="inline-block min-w-20 font-medium">{children}</span>
        {note === undefined ? null : <span className="ml-1 text-small text-text3">{note}</span>}
      </td>
    </tr>
  )
}
