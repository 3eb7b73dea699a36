'use client'

import Link from 'next/link'
import { Crumbs } from '@/components/shell/crumbs'
import { PageHeader } from '@/components/shell/page-header'
import { Banner } from '@/components/ui/banner'
import { CodeText } from '@/components/ui/code-text'
import { type Column, DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { formatCount } from '@/components/ui/numbers'
import { CursorPager } from '@/components/ui/pager'
import { DetailList } from '@/components/ui/section'
import { StateMark } from '@/components/ui/state-mark'
import { Time } from '@/components/ui/time'
import { toQueryString } from '@/lib/client/api-fetch'
import { useFresh } from '@/lib/client/use-fresh'
import type { Page } from '@/lib/contracts/paging'
import type { IncidentServerView, IncidentView } from '@/lib/contracts/telemetry/incident'
import { incidentQuery, incidentServersQuery } from './incident-queries'

const columns: readonly Column<IncidentServerView>[] = [
  { key: 'server', head: 'Server', width: '160px', cell: (row) => <CodeText strong>{row.server}</CodeText> },
  {
    key: 'outcome',
    head: 'What became of it',
    width: '150px',
    phone: 'trail',
    cell: (row) => <StateMark size="small" kind="darkServer" state={row.outcome} />,
  },
  {
    key: 'place',
    head: 'Stands in',
    cell: (row) => (row.rack === undefined ? null : <CodeText>{`${row.rack} U${row.u ?? '?'}`}</CodeText>),
  },
  { key: 'last', head: 'Last said so, UTC', width: '140px', cell: (row) => <Time at={row.lastAt} /> },
  { key: 'events', head: 'Events', align: 'end', width: '80px', phone: 'hide', cell: (row) => formatCount(row.events) },
  {
    key: 'ticket',
    head: 'Ticket',
    width: '100px',
    align: 'end',
    cell: (row) =>
      row.ticket === undefined ? null : (
        <Link href={`/tickets/${row.ticket}`} className="relative z-1 hover:underline">
          <CodeText>{row.ticket}</CodeText>
        </Link>
      ),
  },
]

/** One outage: since when, what was folded into it, and of each server what became of it. */
export function IncidentScreen(props: {
  first: IncidentView
  servers: Page<IncidentServerView>
  cursor: string | undefined
}) {
  const { cursor } = props
  const { view, problem } = useFresh(props.first, incidentQuery(props.first.number))
  const servers = useFresh(props.servers, incidentServersQuery(view.number, cursor)).view
  const href = (next: string | undefined) => `/incidents/${view.number}${toQueryString({ cursor: next })}`
  const where = view.rack ?? view.datacenter
  return (
    <>
      <Crumbs
        items={[
          { label: 'Outages', href: '/incidents' },
          { label: view.number, code: true },
        ]}
      />
      <PageHeader
        title={`Power outage ${where}`}
        facts={<StateMark look="tint" kind="outage" state={view.endedAt === undefined ? 'ONGOING' : 'OVER'} />}
      />
      {problem === null ? null : (
        <Banner glyph="offline" title="This page may be old.">
          {problem.detail}
        </Banner>
      )}
      <div className="border-line border-b px-4 pb-3">
        <DetailList items={detailsOf(view)} />
      </div>
      <DataTable
        label="Servers of this outage"
        columns={columns}
        rows={servers.items}
        rowKey={(row) => row.server}
        rowHref={(row) => `/servers/${encodeURIComponent(row.server)}`}
        empty={
          <EmptyState title="No server said anything">
            Events of servers that do not answer are folded in here while the outage lasts.
          </EmptyState>
        }
      />
      <CursorPager
        page={servers}
        cursor={cursor}
        href={href}
        shown={`${formatCount(servers.items.length)} of ${formatCount(view.servers)}`}
      />
    </>
  )
}

function detailsOf(view: IncidentView) {
  const over = view.endedAt !== undefined
  return [
    {
      term: 'Began',
      value: (
        <>
          {<Time at={view.startedAt} />} UTC, by {view.startedBy}
        </>
      ),
    },
    {
      term: 'Ended',
      value:
        view.endedAt === undefined ? null : (
          <>
            {<Time at={view.endedAt} />} UTC, by {view.endedBy}
          </>
        ),
    },
    { term: 'Servers', value: formatCount(view.servers) },
    { term: 'Events folded', value: formatCount(view.events) },
    { term: 'Tickets opened', value: over ? formatCount(view.ticketsOpened) : 'when it ends, for what is still gone' },
    { term: 'Came back', value: over ? formatCount(view.recovered) : null },
  ]
}
