'use client'

import { useDeferredValue, useLayoutEffect, useMemo, useRef } from 'react'
import type { ServerLocks } from '@/components/servers/server-facts'
import { ServerPanel } from '@/components/servers/server-panel'
import { PageHeader } from '@/components/shell/page-header'
import { Banner } from '@/components/ui/banner'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { countOf } from '@/components/ui/numbers'
import { Pager } from '@/components/ui/pager'
import { WithPanel } from '@/components/ui/side-panel'
import { useFresh } from '@/lib/client/use-fresh'
import type { RackCountsView } from '@/lib/contracts/inventory/rack'
import type { ServerView } from '@/lib/contracts/inventory/server'
import type { Page } from '@/lib/contracts/paging'
import { ColourLegend } from './colour-legend'
import { colouringOf, entryCounts } from './colourings'
import type { CellFocus } from './elevation-cells'
import { ElevationDefs } from './elevation-defs'
import { isFadedBy } from './fading'
import { PanelProvider, usePanelServer } from './panel-link'
import type { DrawnElevation } from './rack-cells'
import { RackList } from './rack-list'
import { rackCountsQuery, rowQuery } from './rack-queries'
import { RackRow, type RowHandle } from './rack-row'
import { type RacksFilters, type RowRack, racksHref, withKept } from './racks-filters'
import { RacksToolbar } from './racks-toolbar'
import { RowFills } from './row-fills'
import { FadedCount, KeptChips } from './row-filters'
import { SearchAnswer } from './search-answer'
import { useRoomForRow } from './use-room-for-row'
import { type RowSearch, useRowSearch } from './use-row-search'

export interface RacksFirst {
  racks: Page<RowRack>
  elevations: readonly DrawnElevation[]
  counts: RackCountsView
  server: ServerView | null
  /** The browser says that it is one of a phone. */
  isPhone: boolean
}

/** The racks of a datacenter side by side in walking order, with a server's side panel. On a phone: a list of racks. */
export function RacksScreen(props: { first: RacksFirst; filters: RacksFilters; locks: ServerLocks }) {
  const { first, locks } = props
  const { server, open } = usePanelServer()
  const filters = useMemo(() => ({ ...props.filters, server }), [props.filters, server])
  const { cursor } = filters
  const { view, problem } = useFresh(first.racks, rowQuery(filters))
  const search = useRowSearch(filters)
  const racks = view.items
  if (racks.length === 0 && cursor === undefined) return <NoRacks filters={filters} />
  return (
    <WithPanel
      head={
        <>
          <PageHeader title="Racks" hidden />
          <RacksToolbar filters={filters} racks={racks} search={search} />
        </>
      }
      panel={
        server === undefined ? null : (
          <ServerPanel
            key={server}
            barcode={server}
            first={first.server?.barcode === server ? first.server : null}
            closeHref={racksHref(filters, { server: undefined })}
            locks={locks}
          />
        )
      }
    >
      {problem === null ? null : (
        <Banner glyph="offline" title="These racks may be old.">
          {problem.detail}
        </Banner>
      )}
      <PanelProvider value={open}>
        <RacksBody racks={racks} first={first} filters={filters} search={search} />
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

function RacksBody(props: { racks: readonly RowRack[]; first: RacksFirst; filters: RacksFilters; search: RowSearch }) {
  const { racks, first, filters, search } = props
  const { colour, kept, server } = filters
  const { view: counted } = useFresh(first.counts, rackCountsQuery({ ...filters, by: colour }))
  const colouring = useMemo(() => colouringOf(colour, counted.counts), [colour, counted.counts])
  const row = useRef<RowHandle>(null)
  const { firstRack, isHit } = search
  const hasRow = useRoomForRow(first.isPhone)
  // Before anything is painted: what was found is lit and in view in one frame.
  useLayoutEffect(() => {
    if (firstRack !== undefined) row.current?.goTo(firstRack)
  }, [firstRack])
  // The list of hundreds is marked after the row has lit up, where both are on the page.
  const listed = useDeferredValue(isHit === null ? null : search.racks)
  const focus: CellFocus = useMemo(() => {
    const href = racksHref({ ...filters, server: undefined })
    const joined = `${href}${href.includes('?') ? '&' : '?'}server=`
    return {
      selected: server,
      isFaded: isFadedBy(kept),
      hrefOf: (barcode) => `${joined}${encodeURIComponent(barcode)}`,
    }
  }, [filters, kept, server])

  return (
    <div className="px-4 pb-4 max-tab:pt-2">
      {hasRow ? (
        <>
          <ElevationDefs />
          <RowFills entries={[...colouring.entries, colouring.other]} />
          <div className="flex min-h-11 flex-wrap items-center gap-x-4 gap-y-1 py-2 max-tab:hidden">
            <ColourLegend
              colouring={colouring}
              counts={entryCounts(colouring, counted.counts)}
              kept={kept[colour]}
              hrefOf={(key) => racksHref(filters, withKept(filters, colour, key))}
            />
            <span className="ml-auto flex flex-wrap items-center gap-2">
              <KeptChips filters={filters} colouring={colouring} />
              <FadedCount filters={filters} />
            </span>
          </div>
        </>
      ) : null}
      <SearchAnswer q={search.q.trim()} found={search.found} racks={racks} filters={filters} />
      {hasRow ? (
        <RackRow
          key={`${filters.datacenter} ${filters.row} ${filters.cursor}`}
          ref={row}
          racks={racks}
          scoped={filters.datacenter !== undefined}
          firstElevations={first.elevations}
          colouring={colouring}
          counts={counted}
          focus={focus}
          found={search.racks}
          hits={search.hits}
          isHit={isHit}
          startAt={first.server?.rack}
        />
      ) : null}
      <RackList racks={racks} found={listed} />
    </div>
  )
}

function NoRacks({ filters: { datacenter, row } }: { filters: RacksFilters }) {
  const place = row === undefined ? datacenter : `Row ${row}`
  return (
    <>
      <PageHeader title="Racks" hidden />
      {place === undefined ? (
        <EmptyState title="No racks yet" action={<ButtonLink href="/api-docs">Open the API</ButtonLink>}>
          Add the first one with POST /api/v1/racks: its code, datacenter and height. Servers are then scanned into it.
        </EmptyState>
      ) : (
        <EmptyState
          title={`${place} has no racks`}
          action={<ButtonLink href="/racks">Show all datacenters</ButtonLink>}
        >
          It may be mistyped, or be in a datacenter that you may not see.
        </EmptyState>
      )}
    </>
  )
}
