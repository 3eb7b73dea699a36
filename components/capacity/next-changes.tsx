import Link from 'next/link'
import { Fragment } from 'react'
import { CodeText } from '@/components/ui/code-text'
import { countOf, formatCount } from '@/components/ui/numbers'
import { Section } from '@/components/ui/section'
import { Time } from '@/components/ui/time'
import { toQueryString } from '@/lib/client/api-fetch'
import type { CapacityView } from '@/lib/contracts/planning/capacity'

type Row = CapacityView['datacenters'][number]
type Dated = Row['runway']['dated'][number]

const MOST = 6

/** Deliveries and orders that end, soonest first; what is overdue stands first, and is not counted on. */
export function NextChanges({ row }: { row: Row }) {
  const { dated } = row.runway
  const overdue = dated.filter(({ day }) => day <= 0)
  const next = dated.filter(({ day }) => day > 0)
  const more = next.length - MOST
  return (
    <Section title="What changes it next" note={more > 0 ? `the first ${MOST} of ${next.length}` : undefined}>
      {dated.length === 0 ? (
        <p className="text-small text-text3">
          Nothing with a date: no server in transit to {row.code} with an expected day, and no order that ends.
        </p>
      ) : (
        <ul className="[&>li]:border-line [&>li]:border-t [&>li:first-child]:border-t-0">
          {overdue.length === 0 ? null : <Overdue code={row.code} overdue={overdue} />}
          {next.slice(0, MOST).map((change) => (
            <li
              key={`${change.on} ${change.kind}`}
              className="grid min-h-8 grid-cols-[80px_48px_minmax(0,1fr)] items-center gap-x-2"
            >
              <Time at={`${change.on}T00:00:00Z`} look="day" className="whitespace-nowrap text-text2" />
              <b className="t-free text-right text-x">+{formatCount(change.count)}</b>
              <ChangeWords change={change} code={row.code} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

const transitHref = (destination: string, expectedOn?: string) =>
  `/servers${toQueryString({ state: 'IN_TRANSIT', destination, expectedOn })}`

function ChangeWords({ change, code }: { change: Dated; code: string }) {
  if (change.kind === 'return') {
    const more = change.ending - change.orders.length
    return (
      <span className="min-w-0">
        {change.orders.map((number, index) => (
          <Fragment key={number}>
            {index === 0 ? null : ', '}
            <CodeText href={`/orders/${number}`}>{number}</CodeText>
          </Fragment>
        ))}
        <span className="text-text2">
          {more > 0 ? ` and ${formatCount(more)} more` : ''} {change.ending === 1 ? 'ends' : 'end'}: wiped and released
        </span>
      </span>
    )
  }
  return (
    <span className="min-w-0">
      <Link className="link" prefetch={false} href={transitHref(code, change.on)}>
        {countOf(change.count, 'server')} in transit
      </Link>
      <span className="text-text2">, expected</span>
    </span>
  )
}

function Overdue({ code, overdue }: { code: string; overdue: readonly Dated[] }) {
  const count = (kind: Dated['kind']) => overdue.reduce((sum, one) => sum + (one.kind === kind ? one.count : 0), 0)
  const late = count('delivery')
  const held = overdue.reduce((sum, one) => sum + one.ending, 0)
  return (
    <li className="t-warn min-h-8 py-1.5 text-x">
      {late === 0 ? null : (
        <Link className="link" prefetch={false} href={transitHref(code)}>
          {countOf(late, 'server')} overdue
        </Link>
      )}
      {late > 0 && held > 0 ? ', ' : null}
      {held === 0 ? null : `${countOf(held, 'order')} past the end date`}
      <span className="text-text2">: not counted on</span>
    </li>
  )
}
