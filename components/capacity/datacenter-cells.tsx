import { BudgetBar } from '@/components/ui/budget-bar'
import { classNames } from '@/components/ui/class-names'
import { CodeText } from '@/components/ui/code-text'
import { formatCount, formatKilowatts } from '@/components/ui/numbers'
import { StackedBar } from '@/components/ui/stacked-bar'
import { ToneMark } from '@/components/ui/state-mark'
import type { CapacityView } from '@/lib/contracts/planning/capacity'
import type { Totals } from './shape-fit'

export type Row = CapacityView['datacenters'][number]

/** Under this many days the runway speaks. */
const SOON_DAYS = 21

export function DatacenterName({ row }: { row: Row }) {
  return (
    <>
      <CodeText strong className="block! text-title" href={`/racks?datacenter=${row.code}`}>
        {row.code}
      </CodeText>
      <span className="inline-flex items-center gap-1.5 text-small text-text3">
        {row.name}
        {row.powerOutageSince === undefined ? null : (
          <ToneMark size="small" mark={{ tone: 'warn', glyph: 'triangle', word: 'Outage' }} />
        )}
      </span>
    </>
  )
}

export function Shares({ row, label }: { row: Totals; label: string }) {
  return (
    <>
      <StackedBar
        label={label}
        segments={[
          { tone: 'live', label: 'in service', value: row.inService },
          { tone: 'held', label: 'promised', value: row.promised },
          { tone: 'free', label: 'free', value: row.free },
          { tone: 'free', label: 'in warehouse', value: row.warehouse, hatched: true },
          { tone: 'fail', label: 'broken', value: row.broken },
        ]}
      />
      <span className="mt-1 block whitespace-nowrap text-note text-text3">
        {formatCount(row.servers)} servers, {formatCount(row.warehouse)} in warehouse
      </span>
    </>
  )
}

export function Power({ row, label }: { row: Totals; label: string }) {
  if (row.powerBudgetW === 0) return <span className="text-small text-text3">no budget set</span>
  const used = formatKilowatts(row.powerW)
  const budget = formatKilowatts(row.powerBudgetW)
  return (
    <>
      <span className="whitespace-nowrap">
        <b>{used}</b>
        <span className="text-text3"> / {budget} kW</span>
      </span>
      <BudgetBar
        className="mt-1"
        used={row.powerW}
        budget={row.powerBudgetW}
        label={`Power in ${label}, ${used} of ${budget} kW`}
      />
    </>
  )
}

export function Lasts({ row }: { row: Row }) {
  if (row.powerOutageSince !== undefined) return <span className="text-text3">paused</span>
  if (row.runwayDays === undefined) return <span className="text-small text-text3">no orders lately</span>
  return (
    <span title={`${row.orderedPerDay.toFixed(1)} servers ordered a day`}>
      <b
        className={classNames(
          'text-figure',
          row.runwayDays < SOON_DAYS ? 't-warn font-semibold text-x' : 'font-medium',
        )}
      >
        {formatCount(row.runwayDays)}
      </b>{' '}
      <span className="text-text3">{row.runwayDays === 1 ? 'day' : 'days'}</span>
    </span>
  )
}
