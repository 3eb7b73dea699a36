'use client'

import { PageHeader } from '@/components/shell/page-header'
import { Banner } from '@/components/ui/banner'
import { ButtonLink } from '@/components/ui/button'
import { CodeText } from '@/components/ui/code-text'
import { type Column, DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { countOf, formatCount } from '@/components/ui/numbers'
import { Pager } from '@/components/ui/pager'
import { Toolbar } from '@/components/ui/section'
import { Segment } from '@/components/ui/segment'
import { StateMark } from '@/components/ui/state-mark'
import { Time } from '@/components/ui/time'
import { toQueryString } from '@/lib/client/api-fetch'
import { useFresh } from '@/lib/client/use-fresh'
import type { Page } from '@/lib/contracts/paging'
import type { IncidentView } from '@/lib/contracts/telemetry/incident'
import { type IncidentFilters, incidentsQuery } from './incident-queries'

const columns: readonly Column<IncidentView>[] = [
  { key: 'number', head: 'Outage', width: '90px', cell: (one) => <CodeText strong>{one.number}</CodeText> },
  {
    key: 'state',
    head: 'State',
    width: '110px',
    phone: 'trail',
    cell: (one) => <StateMark size="small" kind="outage" state={one.endedAt === undefined ? 'ONGOING' : 'OVER'} />,
  },
  { key: 'where', head: 'Where', cell: (one) => <CodeText>{one.rack ?? one.datacenter}</CodeText> },
  { key: 'since', head: 'Since, UTC', width: '130px', cell: (one) => <Time at={one.startedAt} /> },
  { key: 'servers', head: 'Servers', align: 'end', width: '90px', cell: (one) => formatCount(one.servers) },
  {
    key: 'opened',
    head: 'Tickets',
    align: 'end',
    width: '90px',
    cell: (one) => (one.endedAt === undefined ? null : formatCount(one.ticketsOpened)),
  },
  {
    key: 'events',
    head: 'Events folded',
    align: 'end',
    width: '130px',
    phone: 'hide',
    cell: (one) => formatCount(one.events),
  },
]

/** Power outages, of datacenters and of racks, newest first. */
export function IncidentsScreen(props: { first: Page<IncidentView>; filters: IncidentFilters }) {
  const { first, filters } = props
  const { view, problem } = useFresh(first, incidentsQuery(filters))
  const href = (change: IncidentFilters) => {
    const { open, datacenter, cursor } = { ...filters, cursor: undefined, ...change }
    return `/incidents${toQueryString({ open, datacenter, cursor })}`
  }
  return (
    <>
      <PageHeader title="Outages" hidden />
      {problem === null ? null : (
        <Banner glyph="offline" title="This list may be old.">
          {problem.detail}
        </Banner>
      )}
      <Toolbar
        label="Outages"
        end={<span className="text-small text-text3">{countOf(view.items.length, 'outage')}</span>}
      >
        <Segment
          label="Which outages"
          value={filters.open ?? 'all'}
          options={[
            { value: 'all', label: 'All', href: href({ open: undefined }) },
            { value: 'true', label: 'Going on', href: href({ open: 'true' }) },
          ]}
        />
      </Toolbar>
      <DataTable
        label="Outages"
        columns={columns}
        rows={view.items}
        rowKey={(one) => one.number}
        rowHref={(one) => `/incidents/${one.number}`}
        changeKey={(one) => `incident:${one.number}`}
        empty={
          <EmptyState
            title={filters.open === undefined ? 'No outage so far' : 'No outage goes on'}
            action={<ButtonLink href="/">Open capacity</ButtonLink>}
          >
            A datacenter’s outage is started by its switch in Capacity, a rack’s by the button on its page. While it
            lasts no reboot tickets open there: what its servers say is folded into one.
          </EmptyState>
        }
      />
      {view.nextCursor === undefined && filters.cursor === undefined ? null : (
        <Pager
          shown={countOf(view.items.length, 'outage')}
          nextHref={view.nextCursor === undefined ? undefined : href({ cursor: view.nextCursor })}
          firstHref={filters.cursor === undefined ? undefined : href({})}
        />
      )}
    </>
  )
}
