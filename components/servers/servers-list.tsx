'use client'

import { useMemo } from 'react'
import { PageHeader } from '@/components/shell/page-header'
import { Banner } from '@/components/ui/banner'
import { ButtonLink } from '@/components/ui/button'
import { DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { formatCount } from '@/components/ui/numbers'
import { Pager } from '@/components/ui/pager'
import { apiGet } from '@/lib/client/api-fetch'
import { queryKeys } from '@/lib/client/query-keys'
import { useFresh } from '@/lib/client/use-fresh'
import type { ServerPage } from '@/lib/contracts/inventory/server'
import type { ServerModelView } from '@/lib/contracts/inventory/server-model'
import type { Page } from '@/lib/contracts/paging'
import { SelectionBar } from './selection-bar'
import { serverTableColumns } from './server-columns'
import { isNarrowed, listParams, type ServerFilters, type ServerLook, serversHref } from './server-filters'
import type { Picks } from './server-picks'
import { modelsQuery } from './server-queries'
import { useServerSelection } from './server-selection'
import { ServersToolbar } from './servers-toolbar'

/** Servers in an order that is chosen; filters, search, columns, choice and page live in the URL. */
export function ServersList(props: {
  first: ServerPage
  /** What models are called, and what can be filtered by. */
  models: Page<ServerModelView>
  filters: ServerFilters & ServerLook
  picks: Picks
  /** Why this person can't change servers. */
  changeLock: string | null
  moveLock: string | null
}) {
  const { first, filters, picks, changeLock, moveLock } = props
  const params = listParams(filters)
  const { view, problem } = useFresh(first, {
    queryKey: queryKeys.list('server', params),
    queryFn: ({ signal }) => apiGet<ServerPage>('/servers', params, signal),
  })
  const { view: models } = useFresh(props.models, modelsQuery())
  const columns = useMemo(() => serverTableColumns(filters, models.items), [filters, models])
  const selection = useServerSelection(picks)
  const pageHref = (cursor: string | undefined) => selection.keepIn(serversHref(filters, { cursor }))
  return (
    <>
      <PageHeader title="Servers" hidden />
      <ServersToolbar filters={filters} models={models.items} count={view.count} />
      {problem === null ? null : (
        <Banner glyph="offline" title="This list may be old.">
          {problem.detail}
        </Banner>
      )}
      <SelectionBar
        selection={selection}
        filters={filters}
        count={view.count}
        shown={view.items.length}
        changeLock={changeLock}
        moveLock={moveLock}
      />
      <DataTable
        label="Servers"
        columns={columns}
        rows={view.items}
        rowKey={(server) => server.barcode}
        rowHref={(server) => `/servers/${encodeURIComponent(server.barcode)}`}
        changeKey={(server) => `server:${server.barcode}`}
        selection={selection}
        empty={<NoServers filters={filters} />}
      />
      {view.items.length === 0 ? null : (
        <Pager
          shown={shownWords(view)}
          {...(filters.cursor === undefined ? {} : { firstHref: pageHref(undefined) })}
          {...(view.previousCursor === undefined ? {} : { previousHref: pageHref(view.previousCursor) })}
          {...(view.nextCursor === undefined ? {} : { nextHref: pageHref(view.nextCursor) })}
        />
      )}
    </>
  )
}

/** "50 of 1,000+ servers": counted one by one to a thousand, or exact from the tally. */
function shownWords({ items, count }: ServerPage): string {
  const all = count === undefined ? items.length : count.value
  return `${formatCount(items.length)} of ${formatCount(all)}${count?.more === true ? '+' : ''} servers`
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
          ? 'Look for a part of the barcode, serial, asset number, host name or model; one or two letters are looked for at the start of a barcode or serial.'
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
