'use client'

import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef } from 'react'
import { PageSearch } from '@/components/orders/page-search'
import type { ServerLocks } from '@/components/servers/server-facts'
import { ServerPanel } from '@/components/servers/server-panel'
import { PageHeader } from '@/components/shell/page-header'
import { Banner } from '@/components/ui/banner'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { countOf } from '@/components/ui/numbers'
import { Pager } from '@/components/ui/pager'
import { Toolbar } from '@/components/ui/section'
import { WithPanel } from '@/components/ui/side-panel'
import { useFresh } from '@/lib/client/use-fresh'
import type { ElevationView, RackView } from '@/lib/contracts/inventory/rack'
import type { ServerView } from '@/lib/contracts/inventory/server'
import type { Page } from '@/lib/contracts/paging'
import { PanelProvider, usePanelServer } from './panel-link'
import { RackList } from './rack-list'
import { racksQuery, serverHitsQuery } from './rack-queries'
import { RackRow } from './rack-row'
import { countStates, RACK_STATES, RACKS_A_PAGE, type RacksFilters, racksHref, withState } from './racks-filters'
import { SearchAnswer } from './search-answer'
import { StateLegend } from './state-legend'

/** The racks of a datacenter side by side in walking order, with a server's side panel. On a phone: a list of racks. */
export function RacksScreen(props: {
  first: Page<RackView>
  firstElevations: readonly ElevationView[]
  firstServer: ServerView | null
  filters: RacksFilters
  locks: ServerLocks
}) {
  const { first, firstElevations, firstServer, locks } = props
  const { server, open } = usePanelServer()
  const filters = useMemo(() => ({ ...props.filters, server }), [props.filters, server])
  const { datacenter, cursor } = filters
  const { view, problem } = useFresh(first, racksQuery({ datacenter, cursor, limit: RACKS_A_PAGE }))
  const racks = view.items
  if (racks.length === 0 && cursor === undefined) return <NoRacks datacenter={datacenter} />
  const servers = racks.reduce((sum, rack) => sum + rack.servers, 0)
  return (
    <WithPanel
      panel={
        server === undefined ? null : (
          <ServerPanel
            key={server}
            barcode={server}
            first={firstServer?.barcode === server ? firstServer : null}
            closeHref={racksHref(filters, { server: undefined })}
            locks={locks}
          />
        )
      }
    >
      <PageHeader title="Racks" hidden />
      <RacksToolbar filters={filters} words={`${countOf(racks.length, 'rack')}, ${countOf(servers, 'server')}`} />
      {problem === null ? null : (
        <Banner glyph="offline" title="These racks may be old.">
          {problem.detail}
        </Banner>
      )}
      <PanelProvider value={open}>
        <RacksBody racks={racks} firstElevations={firstElevations} filters={filters} />
      </PanelProvider>
      {cursor === undefined && view.nextCursor === undefined ? null : (
        <Pager
          shown={countOf(racks.length, 'rack')}
          {...(cursor === undefined ? {} : { firstHref: racksHref(filters, { cursor: undefined }) })}
          {...(view.nextCursor === undefined
            ? {}
            : { nextHref: racksHref(filters, { cursor: view.nextCursor, server: undefined }) })}
        />
      )}
    </WithPanel>
  )
}

function RacksToolbar({ filters, words }: { filters: RacksFilters; words: string }) {
  const hrefOf = useCallback((q: string) => racksHref(filters, { q }), [filters])
  return (
    <Toolbar
      label="Racks"
      end={
        <PageSearch
          label="Find a server in these racks"
          placeholder="Barcode, serial, host name"
          value={filters.q ?? ''}
          hrefOf={hrefOf}
        />
      }
    >
      <b className="text-title">{filters.datacenter ?? 'All datacenters'}</b>
      <span className="text-text3">{words}</span>
    </Toolbar>
  )
}

function RacksBody(props: {
  racks: readonly RackView[]
  firstElevations: readonly ElevationView[]
  filters: RacksFilters
}) {
  const { racks, firstElevations, filters } = props
  const hits = useQuery(serverHitsQuery(filters.q ?? '', filters.datacenter))
  const found = useMemo(
    () => (filters.q === undefined || hits.data === undefined ? null : hits.data.items),
    [filters.q, hits.data],
  )
  const row = useRef<HTMLDivElement>(null)
  const goTo = useCallback((code: string) => {
    const place = row.current?.querySelector(`[data-rack="${CSS.escape(code)}"]`)
    place?.scrollIntoView({ behavior: 'smooth', inline: 'center', block: 'nearest' })
  }, [])
  const firstHit = found?.find((server) => racks.some((rack) => rack.code === server.rack))?.rack
  useEffect(() => {
    if (firstHit !== undefined) goTo(firstHit)
  }, [firstHit, goTo])

  return (
    <div className="px-4 pb-4 max-tab:pt-2">
      <div className="flex min-h-11 flex-wrap items-center gap-x-4 gap-y-1 py-2 max-tab:hidden">
        <StateLegend
          states={RACK_STATES}
          counts={countStates(racks)}
          chosen={filters.state}
          hrefOf={(state) => racksHref(filters, withState(filters, state))}
        />
        {filters.state.length === 0 ? null : (
          <ButtonLink look="quiet" href={racksHref(filters, { state: [] })}>
            Show all states
          </ButtonLink>
        )}
      </div>
      <SearchAnswer q={filters.q} found={found} racks={racks} filters={filters} />
      <RackRow
        key={`${filters.datacenter}${filters.cursor}`}
        ref={row}
        racks={racks}
        firstElevations={firstElevations}
        filters={filters}
        found={found}
        goTo={goTo}
      />
      <RackList racks={racks} />
    </div>
  )
}

function NoRacks({ datacenter }: { datacenter: string | undefined }) {
  return (
    <>
      <PageHeader title="Racks" hidden />
      {datacenter === undefined ? (
        <EmptyState title="No racks yet" action={<ButtonLink href="/api-docs">Open the API</ButtonLink>}>
          Add the first one with POST /api/v1/racks: its code, datacenter and height. Servers are then scanned into it.
        </EmptyState>
      ) : (
        <EmptyState
          title={`${datacenter} has no racks`}
          action={<ButtonLink href="/racks">Show all datacenters</ButtonLink>}
        >
          It may be mistyped, or be a datacenter that you may not see.
        </EmptyState>
      )}
    </>
  )
}
