'use client'

import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { PageHeader } from '@/components/shell/page-header'
import { Banner } from '@/components/ui/banner'
import { ButtonLink } from '@/components/ui/button'
import { CodeText } from '@/components/ui/code-text'
import { type Column, DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { Glyph } from '@/components/ui/glyph'
import { countOf } from '@/components/ui/numbers'
import { Pager } from '@/components/ui/pager'
import { StateMark } from '@/components/ui/state-mark'
import { Time } from '@/components/ui/time'
import { apiGet } from '@/lib/client/api-fetch'
import { queryKeys } from '@/lib/client/query-keys'
import { useFresh } from '@/lib/client/use-fresh'
import type { ServerView } from '@/lib/contracts/inventory/server'
import type { ServerModelView } from '@/lib/contracts/inventory/server-model'
import type { Page } from '@/lib/contracts/paging'
import { firmwareLines } from './firmware-chains'
import { placeOf } from './server-facts'
import { isNarrowed, type ServerFilters, serversHref } from './server-filters'
import { modelsQuery } from './server-queries'
import { ServersToolbar } from './servers-toolbar'

/** Servers by barcode; filters, search and page live in the URL. */
export function ServersList({ first, filters }: { first: Page<ServerView>; filters: ServerFilters }) {
  const { view, problem } = useFresh(first, {
    queryKey: queryKeys.list('server', filters),
    queryFn: ({ signal }) => apiGet<Page<ServerView>>('/servers', { ...filters }, signal),
  })
  const models = useQuery(modelsQuery())
  const columns = useMemo(() => columnsWith(models.data?.items ?? []), [models.data])
  return (
    <>
      <PageHeader title="Servers" hidden />
      <ServersToolbar filters={filters} models={models.data?.items ?? []} />
      {problem === null ? null : (
        <Banner glyph="offline" title="This list may be old.">
          {problem.detail}
        </Banner>
      )}
      <DataTable
        label="Servers"
        columns={columns}
        rows={view.items}
        rowKey={(server) => server.barcode}
        rowHref={(server) => `/servers/${encodeURIComponent(server.barcode)}`}
        changeKey={(server) => `server:${server.barcode}`}
        empty={<NoServers filters={filters} />}
      />
      {view.items.length === 0 ? null : (
        <Pager
          shown={countOf(view.items.length, 'server')}
          {...(filters.cursor === undefined ? {} : { firstHref: serversHref(filters) })}
          {...(view.nextCursor === undefined ? {} : { nextHref: serversHref(filters, { cursor: view.nextCursor }) })}
        />
      )}
    </>
  )
}

function columnsWith(models: readonly ServerModelView[]): Column<ServerView>[] {
  const names = new Map(models.map((model) => [model.slug, `${model.manufacturer} ${model.model}`]))
  return [
    {
      key: 'barcode',
      head: 'Server',
      width: '136px',
      cell: (server) => <CodeText strong>{server.barcode}</CodeText>,
    },
    {
      key: 'state',
      head: 'State',
      width: '150px',
      phone: 'trail',
      cell: (server) => <StateMark kind="server" state={server.state} />,
    },
    {
      key: 'model',
      head: 'Model',
      cell: (server) => (
        <span className="block truncate max-desk:max-w-[160px] max-tab:max-w-full desk:max-w-[220px]">
          {server.model === undefined ? (
            <span className="text-warn-x">not known</span>
          ) : (
            (names.get(server.model) ?? server.model)
          )}
        </span>
      ),
    },
    {
      key: 'place',
      head: 'Place',
      width: '170px',
      cell: (server) => <Place server={server} />,
    },
    {
      key: 'order',
      head: 'Order',
      width: '110px',
      phone: 'hide',
      cell: (server) => (server.order === undefined ? '' : <CodeText>{server.order}</CodeText>),
    },
    { key: 'notes', head: 'Notable', width: '170px', cell: (server) => <Signs server={server} /> },
    {
      key: 'firmware',
      head: 'Firmware',
      width: '110px',
      phone: 'hide',
      cell: (server) => <Drift server={server} />,
    },
    { key: 'serial', head: 'Serial', width: '130px', phone: 'hide', cell: (server) => mono(server.serial) },
    {
      key: 'tags',
      head: 'Tags',
      width: '120px',
      phone: 'hide',
      cell: (server) => <span className="block truncate text-text2">{server.tags.join(', ')}</span>,
    },
    {
      key: 'scanned',
      head: 'Last scan, ago',
      width: '110px',
      align: 'end',
      phone: 'hide',
      cell: (server) =>
        server.lastScannedAt === undefined ? (
          ''
        ) : (
          <Time at={server.lastScannedAt} look="span" className="whitespace-nowrap" />
        ),
    },
  ]
}

const mono = (text: string | undefined) => (text === undefined ? '' : <CodeText>{text}</CodeText>)

function Place({ server }: { server: ServerView }) {
  if (server.rack === undefined && server.warehouse === undefined) {
    return <span className="whitespace-nowrap text-text2">{placeOf(server) ?? ''}</span>
  }
  return <span className="mono whitespace-nowrap">{placeOf(server)}</span>
}

/** What is out of the ordinary: a hold, an urgent ticket, a wipe that is due. */
function Signs({ server }: { server: ServerView }) {
  return (
    <span className="flex items-center gap-2 whitespace-nowrap text-small">
      {server.openHighTickets > 0 ? (
        <span className="inline-flex items-center gap-1 font-medium text-fail-x">
          <Glyph name="double-chevron" size={12} />
          {countOf(server.openHighTickets, 'ticket')}
        </span>
      ) : null}
      {server.hold === undefined ? null : (
        <span className="inline-flex items-center gap-1 text-text2" title={server.hold.reason}>
          <Glyph name="lock" size={12} />
          held
        </span>
      )}
      {server.needsWipe ? <span className="text-warn-x">wipe due</span> : null}
    </span>
  )
}

function Drift({ server }: { server: ServerView }) {
  const lines = firmwareLines(server, [], null)
  const behind = lines.filter((line) => line.state === 'behind').length
  if (lines.length === 0) return <span className="text-small text-text3">not said</span>
  if (behind === 0) return <span className="text-small text-text3">at target</span>
  return <span className="text-small text-warn-x">{`${behind} of ${lines.length} behind`}</span>
}

function NoServers({ filters }: { filters: ServerFilters }) {
  if (isNarrowed(filters)) {
    return (
      <EmptyState
        title="No server matches"
        action={
          <ButtonLink href={serversHref({ state: [], datacenter: filters.datacenter })}>Take filters away</ButtonLink>
        }
      >
        {filters.datacenter === undefined
          ? 'Look for a part of the barcode, serial, asset number or host name.'
          : `You look in ${filters.datacenter} only: it may be in another datacenter.`}
      </EmptyState>
    )
  }
  return (
    <EmptyState
      title="No servers yet"
      action={
        <ButtonLink href="/scan" look="primary" glyph="scan">
          Scan the first one in
        </ButtonLink>
      }
    >
      A server is there from its first scan on: scan a warehouse or rack, then its barcode.
    </EmptyState>
  )
}
