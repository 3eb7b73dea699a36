import type { ReactNode } from 'react'
import { BudgetBar } from '@/components/ui/budget-bar'
import { classNames } from '@/components/ui/class-names'
import { CodeText } from '@/components/ui/code-text'
import { Figure } from '@/components/ui/figure'
import { formatCount, formatKilowatts } from '@/components/ui/numbers'
import { StackedBar } from '@/components/ui/stacked-bar'
import { ToneMark } from '@/components/ui/state-mark'
import { toQueryString } from '@/lib/client/api-fetch'
import type { CapacityView } from '@/lib/contracts/planning/capacity'
import type { ServerState } from '@/lib/domain/server-state'
import { serverWords } from '@/lib/domain/state-words'
import { sumOf, type Totals } from './shape-fit'

type Row = CapacityView['datacenters'][number]

/** Under this many days the runway speaks. */
const SOON_DAYS = 21

const serversHref = (datacenter: string | null, state: readonly ServerState[]) =>
  `/servers${toQueryString({ datacenter, state })}`

/** Datacenters as rows: figures first, then the bar, then what is free and how long it lasts. Each figure leads to its list. */
export function DatacenterTable({ datacenters }: { datacenters: readonly Row[] }) {
  const soonest = datacenters
    .filter((row) => row.runwayDays !== undefined && row.powerOutageSince === undefined)
    .sort((a, b) => (a.runwayDays ?? 0) - (b.runwayDays ?? 0))[0]
  return (
    <table className="w-full border-collapse max-tab:block">
      <caption className="sr-only">Servers by datacenter</caption>
      <thead className="max-tab:sr-only">
        <tr>
          <Head>Datacenter</Head>
          <Head end>
            <ToneMark mark={{ ...serverWords.RACKED, word: 'Free' }} size="small" />
          </Head>
          <Head end>
            <ToneMark mark={{ ...serverWords.ALLOCATED, word: 'Promised' }} size="small" />
          </Head>
          <Head end>
            <ToneMark mark={serverWords.IN_SERVICE} size="small" />
          </Head>
          <Head end>
            <ToneMark mark={serverWords.BROKEN} size="small" />
          </Head>
          <Head className="pl-5!">Share of all servers there</Head>
          <Head end className={deskOnly}>
            Free cores
          </Head>
          <Head end className={deskOnly}>
            Free RAM, GB
          </Head>
          <Head end className={deskOnly}>
            Free NVMe, GB
          </Head>
          <Head className={deskOnly}>Power of budget</Head>
          <Head end>Lasts</Head>
        </tr>
      </thead>
      <tbody className="max-tab:block">
        {datacenters.map((row) => (
          <FigureRow
            key={row.code}
            name={<DatacenterName row={row} />}
            code={row.code}
            row={row}
            lasts={<Lasts row={row} />}
          />
        ))}
        {datacenters.length < 2 ? null : (
          <FigureRow
            all
            name={
              <>
                <b className="block text-title">All</b>
                <span className="text-small text-text3">{datacenters.length} datacenters</span>
              </>
            }
            code={null}
            row={sumOf(datacenters)}
            lasts={soonest === undefined ? null : <span className="text-small text-text3">{soonest.code} first</span>}
          />
        )}
      </tbody>
    </table>
  )
}

const deskOnly = 'max-wide:hidden'

function Head(props: { end?: boolean; className?: string; children: ReactNode }) {
  const { end, className, children } = props
  return (
    <th
      scope="col"
      className={classNames(
        'h-[30px] whitespace-nowrap px-2 font-medium text-small text-text3 first:pl-4 last:pr-4',
        end === true ? 'text-right' : 'text-left',
        className,
      )}
    >
      {children}
    </th>
  )
}

function Cell(props: { className?: string; label?: string; children: ReactNode }) {
  const { className, label, children } = props
  return (
    <td className={classNames('h-12 px-2 first:pl-4 last:pr-4 max-tab:h-auto max-tab:p-0!', className)}>
      {label === undefined ? null : <span className="block text-small text-text3 tab:hidden">{label}</span>}
      {children}
    </td>
  )
}

function FigureRow(props: { name: ReactNode; code: string | null; row: Totals; lasts: ReactNode; all?: boolean }) {
  const { name, code, row, lasts, all = false } = props
  const states = (...list: ServerState[]) => serversHref(code, list)
  return (
    <tr
      className={classNames(
        'border-t max-tab:grid max-tab:grid-cols-4 max-tab:gap-x-3 max-tab:gap-y-2 max-tab:px-4 max-tab:py-3',
        all ? 'border-text3 bg-canvas' : 'border-line',
      )}
    >
      <Cell className="whitespace-nowrap max-tab:col-span-3">{name}</Cell>
      <Cell className="text-right max-tab:order-2 max-tab:text-left" label="Free">
        <Figure align="end" className="max-tab:text-left!" value={row.free} tone="free" href={states('RACKED')} />
      </Cell>
      <Cell className="text-right max-tab:order-2 max-tab:text-left" label="Promised">
        <Figure
          size="plain"
          align="end"
          className="max-tab:text-left!"
          value={row.promised}
          href={states('ALLOCATED', 'PROVISIONING')}
        />
      </Cell>
      <Cell className="text-right max-tab:order-2 max-tab:text-left" label="In service">
        <Figure
          size="plain"
          align="end"
          className="max-tab:text-left!"
          value={row.inService}
          href={states('IN_SERVICE')}
        />
      </Cell>
      <Cell className="text-right max-tab:order-2 max-tab:text-left" label="Broken">
        <Figure
          size="plain"
          align="end"
          className="max-tab:text-left!"
          value={row.broken}
          {...(row.broken > 0 ? { tone: 'fail' as const } : {})}
          href={states('BROKEN', 'REPAIRING')}
        />
      </Cell>
      <Cell className="min-w-[150px] pl-5! max-tab:order-3 max-tab:col-span-4">
        <Shares row={row} label={code ?? 'All'} />
      </Cell>
      <Cell className={classNames('text-right', deskOnly)}>{formatCount(row.freeCpuCores)}</Cell>
      <Cell className={classNames('text-right', deskOnly)}>{formatCount(row.freeRamGb)}</Cell>
      <Cell className={classNames('text-right', deskOnly)}>{formatCount(row.freeNvmeGb)}</Cell>
      <Cell className={classNames('w-[158px]', deskOnly)}>
        <Power row={row} label={code ?? 'All'} />
      </Cell>
      <Cell className="whitespace-nowrap text-right max-tab:order-1 max-tab:-mt-0.5">{lasts}</Cell>
    </tr>
  )
}

function DatacenterName({ row }: { row: Row }) {
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

function Shares({ row, label }: { row: Totals; label: string }) {
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

function Power({ row, label }: { row: Totals; label: string }) {
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

function Lasts({ row }: { row: Row }) {
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
