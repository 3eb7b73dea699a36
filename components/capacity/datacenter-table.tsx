'use client'

import Link from 'next/link'
import { useSearchParams } from 'next/navigation'
import type { ReactNode } from 'react'
import { classNames } from '@/components/ui/class-names'
import { Figure } from '@/components/ui/figure'
import { formatCount } from '@/components/ui/numbers'
import { ToneMark } from '@/components/ui/tone-mark'
import type { CountedFigure } from '@/lib/domain/capacity/figures'
import { serverWords } from '@/lib/domain/state-words'
import { figureHref, withParameter } from './capacity-address'
import { DatacenterName, Lasts, Power, type Row, Shares } from './datacenter-cells'
import { sumOf, type Totals } from './shape-fit'
import { Supposed } from './supposed'

/** Datacenters as rows: figures first, then the bar, then what is free and how long it lasts. Each figure leads to its list. */
export function DatacenterTable(props: {
  datacenters: readonly Row[]
  /** The same as they would be, where something is supposed. */
  supposed: readonly Row[] | undefined
  outageLock: string | null
}) {
  const { datacenters, supposed, outageLock } = props
  const params = useSearchParams()
  const thenOf = (row: Row) => supposed?.find(({ code }) => code === row.code)
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
            name={<DatacenterName row={row} outageLock={outageLock} />}
            code={row.code}
            row={row}
            then={thenOf(row)}
            lasts={
              <Lasts
                row={row}
                then={thenOf(row)}
                href={withParameter(new URLSearchParams(params), 'runway', [row.code])}
              />
            }
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
            then={supposed === undefined ? undefined : sumOf(supposed)}
            lasts={
              soonest === undefined ? null : (
                // A code may be longer than a phone's column is wide.
                <span className="max-tab:wrap-anywhere text-small text-text3">{soonest.code} first</span>
              )
            }
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
    <td className={classNames('h-12 px-2 py-1 first:pl-4 last:pr-4 max-tab:h-auto max-tab:p-0!', className)}>
      {label === undefined ? null : <span className="block text-small text-text3 tab:hidden">{label}</span>}
      {children}
    </td>
  )
}

interface FigureRowProps {
  name: ReactNode
  code: string | null
  row: Totals
  then: Totals | undefined
  lasts: ReactNode
  all?: boolean
}

function FigureRow({ name, code, row, then, lasts, all = false }: FigureRowProps) {
  return (
    <tr
      className={classNames(
        'border-t max-tab:grid max-tab:grid-cols-4 max-tab:gap-x-3 max-tab:gap-y-2 max-tab:px-4 max-tab:py-3',
        all ? 'border-text3 bg-canvas' : 'border-line',
      )}
    >
      <Cell className="whitespace-nowrap max-tab:col-span-3">{name}</Cell>
      {columns.map(({ figure, label }) => (
        <Cell key={figure} className="text-right max-tab:order-2 max-tab:text-left" label={label}>
          <Figure
            size={figure === 'free' ? 'large' : 'plain'}
            align="end"
            className="max-tab:text-left!"
            value={row[figure]}
            {...toneOf(figure, row[figure])}
            href={figureHref(figure, { datacenter: code })}
          />
          <Supposed now={row[figure]} then={then?.[figure]} />
        </Cell>
      ))}
      <Cell className="min-w-[150px] pl-5! max-tab:order-3 max-tab:col-span-4">
        <Shares row={row} then={then} code={code} />
      </Cell>
      {resources.map((resource) => (
        <Cell key={resource} className={classNames('text-right', deskOnly)}>
          <Link href={figureHref('free', { datacenter: code })} prefetch={false} className="hover:underline">
            {formatCount(row[resource])}
          </Link>
          <Supposed now={row[resource]} then={then?.[resource]} />
        </Cell>
      ))}
      <Cell className={classNames('w-[158px]', deskOnly)}>
        <Power row={row} then={then} code={code} />
      </Cell>
      <Cell className="whitespace-nowrap text-right max-tab:order-1 max-tab:-mt-0.5">{lasts}</Cell>
    </tr>
  )
}

const columns: readonly { figure: CountedFigure; label: string }[] = [
  { figure: 'free', label: 'Free' },
  { figure: 'promised', label: 'Promised' },
  { figure: 'inService', label: 'In service' },
  { figure: 'broken', label: 'Broken' },
]
const resources = ['freeCpuCores', 'freeRamGb', 'freeNvmeGb'] as const

function toneOf(figure: CountedFigure, count: number): { tone?: 'free' | 'fail' } {
  if (figure === 'free') return { tone: 'free' }
  return figure === 'broken' && count > 0 ? { tone: 'fail' } : {}
}
