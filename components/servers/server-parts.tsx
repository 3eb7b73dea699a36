'use client'

import Link from 'next/link'
import { factsText } from '@/components/stock/facts-text'
import { CodeText } from '@/components/ui/code-text'
import { type Column, DataTable } from '@/components/ui/data-table'
import { Glyph } from '@/components/ui/glyph'
import { countOf } from '@/components/ui/numbers'
import { Section } from '@/components/ui/section'
import { StateMark } from '@/components/ui/state-mark'
import { Time } from '@/components/ui/time'
import { useFresh } from '@/lib/client/use-fresh'
import type { ServerComponentsView } from '@/lib/contracts/tickets/server-components'
import { serverComponentsQuery } from './server-queries'

type Component = ServerComponentsView['components'][number]
type Replaced = ServerComponentsView['replaced'][number]

const none = <span className="text-text3">–</span>

const columns: readonly Column<Component>[] = [
  { key: 'name', head: 'Component', cell: ({ name }) => <CodeText strong>{name}</CodeText> },
  { key: 'kind', head: 'Kind', width: '110px', phone: 'hide', cell: ({ kind }) => kind?.toLowerCase() ?? none },
  {
    key: 'health',
    head: 'Health',
    width: '110px',
    phone: 'trail',
    cell: ({ health }) => <StateMark kind="health" state={health} />,
  },
  {
    key: 'serial',
    head: 'Serial',
    width: '180px',
    cell: ({ name, serial }) => (serial === undefined || serial === name ? null : <CodeText>{serial}</CodeText>),
  },
  {
    key: 'facts',
    head: 'Known of it',
    cell: ({ facts, sku }) => (
      <span className="inline-flex flex-wrap items-baseline gap-x-2">
        {factsText(facts)}
        {sku === undefined ? null : <CodeText href={`/stock?sku=${encodeURIComponent(sku)}`}>{sku}</CodeText>}
      </span>
    ),
  },
  {
    key: 'ticket',
    head: 'Ticket',
    width: '100px',
    cell: ({ ticket }) =>
      ticket === undefined ? null : <CodeText href={`/tickets/${encodeURIComponent(ticket)}`}>{ticket}</CodeText>,
  },
  {
    key: 'since',
    head: 'Since',
    align: 'end',
    width: '110px',
    phone: 'hide',
    cell: ({ since }) => (since === undefined ? none : <Time at={since} look="span" />),
  },
]

/** What is known of what is built in, and what was replaced by what. */
export function ServerParts({ barcode, first }: { barcode: string; first: ServerComponentsView }) {
  const { components, replaced } = useFresh(first, serverComponentsQuery(barcode)).view
  return (
    <Section
      title="Parts"
      note={components.length === 0 ? null : `${countOf(components.length, 'component')} known by a serial or a word`}
    >
      {components.length === 0 ? (
        <p className="text-pretty text-text2">
          None is known yet: a component is listed once telemetry speaks of it, a ticket is about it, or a piece with a
          serial is built in.
        </p>
      ) : (
        <div className="-mx-4">
          <DataTable label="Parts" columns={columns} rows={components} rowKey={({ name }) => name} stickyTop="auto" />
        </div>
      )}
      {replaced.length === 0 ? null : (
        <>
          <h3 className="mt-3 mb-1 font-medium text-small text-text2">Replaced</h3>
          <ol aria-label="Replaced parts">
            {replaced.map((one) => (
              <ReplacedRow key={`${one.ticket} ${one.name}`} one={one} />
            ))}
          </ol>
        </>
      )}
    </Section>
  )
}

function ReplacedRow({ one }: { one: Replaced }) {
  const { name, removedSerial, installedSerial, sku, ticket, at, by } = one
  return (
    <li className="flex flex-wrap items-baseline gap-x-2 border-line border-t py-1 first:border-t-0">
      <CodeText strong>{name}</CodeText>
      <span className="text-text2">
        {removedSerial === undefined || removedSerial === name ? 'taken out' : <CodeText>{removedSerial}</CodeText>}
      </span>
      <Glyph name="right" size={12} className="self-center text-text3" />
      {installedSerial === undefined ? (
        <span className="text-text2">{sku ?? 'a part without a serial'}</span>
      ) : (
        <CodeText strong>{installedSerial}</CodeText>
      )}
      <span className="ml-auto text-small text-text2">
        <Time at={at} look="day" />
        {by === undefined ? null : `, ${by}`}
        {', '}
        <Link href={`/tickets/${encodeURIComponent(ticket)}`} prefetch={false} className="link mono">
          {ticket}
        </Link>
      </span>
    </li>
  )
}
