'use client'

import type { ReactNode } from 'react'
import { formatCount } from '@/components/ui/numbers'
import type { CapacityView } from '@/lib/contracts/planning/capacity'
import { HORIZON_DAYS, type Runway, type RunwayPoint, runwayOf } from '@/lib/domain/capacity/runway'
import { dayAfter, rangeText } from './runway-words'

type Row = CapacityView['datacenters'][number]

const LEAST_DAYS = 28
const HEADROOM = 1.7
/** The drawing is 100 by 100, stretched: lines keep their width, and words stand beside it, not in it. */
const SIZE = 100

/** The same code as the server's figures. */
function runwayOfRow({ free, runway }: Row): Runway {
  const { windowDays, ordered, failed, mended, returned, dated } = runway
  return runwayOf({ free, windowDays, taken: [ordered, failed], given: [mended, returned], dated })
}

/** Free servers from today on: expected, and the range of 8 in 10 around it; what is supposed as a second line. */
export function RunwayChart({ row, then }: { row: Row; then: Row | undefined }) {
  const runway = runwayOfRow(row)
  const supposed = then === undefined || then.free === row.free ? null : runwayOfRow(then)
  const days = spanOf(runway, supposed)
  const most = mostOf([runway, ...(supposed === null ? [] : [supposed])], days)
  const scale: Scale = { days, most }
  const now = new Date()
  return (
    <figure aria-label={`Free servers in ${row.code} from today on`} className="t-free relative mt-1 mb-1 pb-5 pl-9">
      <Grid scale={scale} now={now} />
      <svg
        viewBox={`0 0 ${SIZE} ${SIZE}`}
        preserveAspectRatio="none"
        aria-hidden="true"
        className="block h-[168px] w-full overflow-hidden [&>*]:[vector-effect:non-scaling-stroke]"
      >
        <path d={bandPath(runway.line, scale)} fill="var(--b)" stroke="none" />
        <path d={linePath(runway.line, scale)} fill="none" stroke="var(--x)" strokeWidth="1.75" strokeDasharray="4 3" />
        {supposed === null ? null : (
          <path d={linePath(supposed.line, scale)} fill="none" stroke="var(--accent)" strokeWidth="1.75" />
        )}
      </svg>
      <End scale={scale} runway={runway} row={row} now={now} />
      <figcaption className="sr-only">
        {row.free} free today.{' '}
        {row.runwayDays === undefined ? 'They last over a year.' : `Expected to last ${row.runwayDays} days.`} Range:{' '}
        {rangeText(row.runway)}.
      </figcaption>
    </figure>
  )
}

interface Scale {
  days: number
  most: number
}

const xOf = (day: number, { days }: Scale) => (day / days) * SIZE
const yOf = (count: number, { most }: Scale) => SIZE - (Math.min(Math.max(count, 0), most) / most) * SIZE
const at = (point: number) => Math.round(point * 100) / 100

/** So far that the end of what is drawn is in view; a month at least, a year at most. */
function spanOf(runway: Runway, supposed: Runway | null): number {
  const ends = [runway, ...(supposed === null ? [] : [supposed])].map(
    ({ days, latest }) => Math.min(latest ?? Number.POSITIVE_INFINITY, (days ?? HORIZON_DAYS) * 2) * 1.1,
  )
  return Math.ceil(Math.min(HORIZON_DAYS, Math.max(LEAST_DAYS, ...ends)))
}

/** What is expected fits in, and as much of the range above it as does not flatten it. */
function mostOf(runways: readonly Runway[], days: number): number {
  const drawn = runways.map(({ line }) => line.slice(0, days + 1))
  const expected = Math.max(1, ...drawn.flat().map((point) => point.expected))
  const high = Math.max(...(drawn[0] ?? []).map((point) => point.high))
  return niceCeiling(Math.max(expected, Math.min(high, expected * HEADROOM)))
}

/** The next of 1, 2, 5 × 10ⁿ. */
function niceCeiling(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value))
  return ([1, 2, 5, 10].find((step) => step * power >= value) ?? 10) * power
}

function linePath(line: readonly RunwayPoint[], scale: Scale): string {
  const end = line.findIndex(({ day, expected }) => day === scale.days || expected <= 0)
  return pathOf(line.slice(0, end + 1).map(({ day, expected }) => [xOf(day, scale), yOf(expected, scale)]))
}

function bandPath(line: readonly RunwayPoint[], scale: Scale): string {
  const drawn = line.slice(0, scale.days + 1)
  const edge = (of: (point: RunwayPoint) => number) =>
    drawn.map((point) => [xOf(point.day, scale), yOf(of(point), scale)])
  return `${pathOf([...edge(({ high }) => high), ...edge(({ low }) => low).reverse()])}Z`
}

function pathOf(points: readonly (readonly number[])[]): string {
  return points.map(([x = 0, y = 0], index) => `${index === 0 ? 'M' : 'L'}${at(x)} ${at(y)}`).join('')
}

function Grid({ scale, now }: { scale: Scale; now: Date }) {
  const days = [0, Math.round(scale.days / 2), scale.days]
  return (
    <div aria-hidden className="pointer-events-none absolute inset-0 bottom-5 left-9 text-note text-text3">
      {[0, scale.most / 2, scale.most].map((count) => (
        <Mark key={count} y={yOf(count, scale)} className="inset-x-0 border-line border-t">
          <span className="absolute -top-2 right-full pr-2 text-right leading-4">{formatCount(count)}</span>
        </Mark>
      ))}
      {days.map((day, index) => (
        <span
          key={day}
          className="absolute top-full whitespace-nowrap pt-1"
          style={{ left: `${xOf(day, scale)}%`, transform: `translateX(-${index * 50}%)` }}
        >
          {index === 0 ? 'today' : dayAfter(day, now)}
        </span>
      ))}
    </div>
  )
}

function Mark({ y, className, children }: { y: number; className: string; children: ReactNode }) {
  return (
    <div className={`absolute ${className}`} style={{ top: `${y}%` }}>
      {children}
    </div>
  )
}

/** Where nothing is expected to be left, and the days between which that lies. */
function End({ scale, runway, row, now }: { scale: Scale; runway: Runway; row: Row; now: Date }) {
  if (runway.days === undefined || runway.days > scale.days) return null
  const x = xOf(runway.days, scale)
  const isLeft = x < 55
  const { earliest, latest } = runway
  const from = earliest === undefined ? '' : dayAfter(earliest, now)
  const range = latest === undefined ? `from ${from}` : `${from} to ${dayAfter(latest, now)}`
  return (
    <div aria-hidden className="pointer-events-none absolute inset-0 bottom-5 left-9">
      <span
        className="t-fail absolute bottom-0 size-2.5 -translate-x-1/2 translate-y-1/2 rounded-full border-2 border-f bg-surface"
        style={{ left: `${x}%` }}
      />
      <span
        className="absolute bottom-3 whitespace-nowrap rounded-chip bg-free-b px-1 text-note text-text2 leading-[14px]"
        style={isLeft ? { left: `calc(${x}% + 8px)` } : { right: `calc(${SIZE - x}% + 8px)`, textAlign: 'right' }}
      >
        <b className="block text-text">
          {dayAfter(runway.days, now)}, {formatCount(row.runwayDays ?? runway.days)} days
        </b>
        {range}
      </span>
    </div>
  )
}
