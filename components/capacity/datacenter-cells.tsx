import Link from 'next/link'
import { Fragment } from 'react'
import { BudgetBar } from '@/components/ui/budget-bar'
import { classNames } from '@/components/ui/class-names'
import { CodeText } from '@/components/ui/code-text'
import { Glyph } from '@/components/ui/glyph'
import { countOf, formatCount, formatKilowatts } from '@/components/ui/numbers'
import { StackedBar } from '@/components/ui/stacked-bar'
import { ToneMark } from '@/components/ui/tone-mark'
import { toQueryString } from '@/lib/client/api-fetch'
import type { CapacityView } from '@/lib/contracts/planning/capacity'
import { outageWords } from '@/lib/domain/state-words'
import { figureHref } from './capacity-address'
import { OutageSwitch } from './outage-banner'
import { rangeText } from './runway-words'
import type { Totals } from './shape-fit'
import { Supposed } from './supposed'

export type Row = CapacityView['datacenters'][number]

/** Under this many days the runway speaks. */
const SOON_DAYS = 21

export function DatacenterName({ row, outageLock }: { row: Row; outageLock: string | null }) {
  return (
    <>
      <span className="-my-1 flex items-center gap-1">
        <CodeText strong className="text-title" href={`/racks?datacenter=${row.code}`}>
          {row.code}
        </CodeText>
        {row.powerOutageSince === undefined ? <OutageSwitch code={row.code} disabledReason={outageLock} /> : null}
      </span>
      <span className="inline-flex items-center gap-1.5 text-small text-text3">
        {row.name}
        {row.powerOutageSince === undefined ? null : <ToneMark size="small" mark={outageWords.ONGOING} word="Outage" />}
      </span>
    </>
  )
}

/** The bar of all servers there, and under it those that stand in no column of their own: of an empty datacenter, none. */
export function Shares({ row, then, code }: { row: Totals; then: Totals | undefined; code: string | null }) {
  const label = code ?? 'All'
  const said = beside.filter(
    ({ figure }) => row.servers > 0 || row[figure] > 0 || (then !== undefined && then[figure] > 0),
  )
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
      <p className="mt-1 text-note text-text3">
        <span className="whitespace-nowrap">{row.servers === 0 ? 'No servers' : countOf(row.servers, 'server')}</span>
        {said.map(({ figure, words }) => (
          <Fragment key={figure}>
            {', '}
            <Link
              prefetch={false}
              href={figureHref(figure, { datacenter: code })}
              className="whitespace-nowrap hover:underline"
            >
              {formatCount(row[figure])} {words}
              <span className="sr-only"> in {label}</span>
              {then === undefined || then[figure] === row[figure] ? null : (
                <span className="font-medium text-accent-text">
                  {' '}
                  <Glyph name="arrow-right" size={11} className="align-[-1px]" /> {formatCount(then[figure])}
                </span>
              )}
            </Link>
          </Fragment>
        ))}
      </p>
    </>
  )
}

const beside = [
  { figure: 'warehouse', words: 'in warehouse' },
  { figure: 'heldBack', words: 'held back' },
  { figure: 'coming', words: 'coming' },
] as const

export function Power({ row, then, code }: { row: Totals; then: Totals | undefined; code: string | null }) {
  const label = code ?? 'All'
  if (row.powerBudgetW === 0) return <span className="text-small text-text3">no budget set</span>
  const used = formatKilowatts(row.powerW)
  const budget = formatKilowatts(row.powerBudgetW)
  return (
    <>
      <Link
        prefetch={false}
        className="whitespace-nowrap hover:underline"
        href={`/racks${toQueryString({ datacenter: code })}`}
        title="The models’ watts over what is racked, promised and in service: an estimate"
      >
        <b>{used}</b>
        <span className="text-text3"> / {budget} kW</span>
      </Link>
      <BudgetBar
        className="mt-1"
        used={row.powerW}
        budget={row.powerBudgetW}
        label={`Power in ${label}, ${used} of ${budget} kW`}
      />
      {then === undefined ? null : (
        <Supposed
          now={row.powerW}
          then={then.powerW}
          format={(watts) => `${formatKilowatts(watts)} / ${formatKilowatts(then.powerBudgetW)} kW`}
        />
      )}
    </>
  )
}

/** How long the free ones last, with its range; leads to the drawing of it. */
export function Lasts({ row, then, href }: { row: Row; then: Row | undefined; href: string }) {
  const supposed = then === undefined || then.runwayDays === row.runwayDays ? null : lastsText(then)
  return (
    <Link href={href} scroll={false} className="block hover:underline">
      <span className="sr-only">Runway of {row.code}: </span>
      <LastsFigure row={row} />
      {supposed === null ? null : (
        <span className="block font-medium text-accent-text text-small" data-supposed>
          <span className="sr-only">would be </span>
          <Glyph name="arrow-right" size={11} className="mr-0.5 align-[-1px]" />
          {supposed}
        </span>
      )}
    </Link>
  )
}

const lastsText = ({ runwayDays }: Row) => (runwayDays === undefined ? 'over a year' : countOf(runwayDays, 'day'))

function LastsFigure({ row }: { row: Row }) {
  if (row.powerOutageSince !== undefined) return <span className="text-text3">paused</span>
  if (row.free === 0) return <span className="text-small text-text3">none free</span>
  if (row.runway.ordered.times === 0) return <span className="text-small text-text3">no orders lately</span>
  if (row.runwayDays === undefined) return <span className="text-text3">over a year</span>
  return (
    <>
      <b
        className={classNames(
          'text-figure',
          row.runwayDays < SOON_DAYS ? 't-warn font-semibold text-x' : 'font-medium',
        )}
      >
        {formatCount(row.runwayDays)}
      </b>{' '}
      <span className="text-text3">{row.runwayDays === 1 ? 'day' : 'days'}</span>
      <span className="block text-note text-text3 leading-[13px]">{rangeText(row.runway)}</span>
    </>
  )
}
