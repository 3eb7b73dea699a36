import type { ReactNode } from 'react'
import { RESOURCES, resourceWords, type Shape } from '@/components/capacity/shape-fit'
import { CodeText } from '@/components/ui/code-text'
import { type Column, DataTable } from '@/components/ui/data-table'
import { Figure } from '@/components/ui/figure'
import { formatCount } from '@/components/ui/numbers'
import { Section } from '@/components/ui/section'
import { ToneMark } from '@/components/ui/state-mark'
import type { FreshPlan } from '@/lib/contracts/planning/plan'
import { PlanRacks } from './plan-racks'
import { byModel, byRack, costText, objectiveWords, proofMark, wattsText } from './plan-words'

type Item = FreshPlan['items'][number]

/** A plan: how many servers, what it comes to and leaves over, which racks, and each server. */
export function PlanResult({ plan, asked }: { plan: FreshPlan; asked: Shape }) {
  const proof = proofMark(plan)
  return (
    <div className="grid flex-1 grid-cols-[minmax(0,1fr)_minmax(0,1.1fr)] max-wide:grid-cols-1 max-wide:content-start">
      <div className="min-w-0">
        <Section
          title={objectiveWords[plan.objective]}
          note={plan.method === 'greedy' ? 'greedy method' : 'exact method'}
        >
          <div className="flex flex-wrap items-end gap-x-8 gap-y-2">
            <Figure
              value={plan.totals.servers}
              label={plan.totals.servers === 1 ? 'server' : 'servers'}
              size="headline"
            />
            <div className="pb-1">
              <ToneMark mark={proof.mark} />
              <span className="block text-small text-text3">{proof.note}</span>
            </div>
          </div>
          <PlanTotals plan={plan} asked={asked} />
          {plan.leftOut.length === 0 ? null : (
            <p className="mt-2 text-small text-text2">
              Left out, as the objective needs what they lack:{' '}
              {plan.leftOut.map(({ model, missing }) => `${model} (no ${missing})`).join(', ')}.
            </p>
          )}
        </Section>
        <Section title="Chosen servers, by rack">
          <PlanRacks items={plan.items} />
        </Section>
      </div>
      <div className="min-w-0 border-line border-l max-wide:border-t max-wide:border-l-0">
        <PlanItems items={plan.items} />
      </div>
    </div>
  )
}

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

const columns: readonly Column<Item>[] = [
  { key: 'barcode', head: 'Server', width: '130px', cell: (item) => <CodeText strong>{item.barcode}</CodeText> },
  { key: 'model', head: 'Model', cell: (item) => item.model },
  {
    key: 'place',
    head: 'Place',
    width: '150px',
    phone: 'trail',
    cell: (item) => <Place item={item} />,
  },
]
const withLine: readonly Column<Item>[] = [
  ...columns,
  { key: 'line', head: 'For line', align: 'end', width: '80px', phone: 'hide', cell: (item) => (item.line ?? 0) + 1 },
]

export function Place({ item }: { item: Pick<Item, 'rack' | 'u'> }) {
  if (item.rack === undefined) return <span className="text-text2">warehouse</span>
  return <CodeText>{item.u === undefined ? item.rack : `${item.rack} U${item.u}`}</CodeText>
}

/** Each chosen server, where it stands. */
export function PlanItems({ items }: { items: readonly Item[] }) {
  const byLines = items.some((item) => item.line !== undefined)
  return (
    <DataTable
      label="Servers of the plan"
      columns={byLines ? withLine : columns}
      rows={items}
      rowKey={(item) => item.barcode}
      rowHref={(item) => `/servers/${item.barcode}`}
    />
  )
}
