'use client'

import { useMemo } from 'react'
import { countOf } from '@/components/ui/numbers'
import { Toolbar } from '@/components/ui/section'
import { Segment } from '@/components/ui/segment'
import { COLOURS } from '@/lib/contracts/inventory/rack-colours'
import { colourLabels } from './colourings'
import { paperOfRow } from './paper-hrefs'
import { PaperMenu } from './paper-menu'
import { type RacksFilters, type RowRack, racksHref } from './racks-filters'
import { FilterMenu } from './row-filters'
import { RowSearchBox } from './row-search'
import type { RowSearch } from './use-row-search'

/** What the row is, how it is coloured, and what can be done with it. */
export function RacksToolbar(props: { filters: RacksFilters; racks: readonly RowRack[]; search: RowSearch }) {
  const { filters, racks, search } = props
  const servers = useMemo(() => racks.reduce((sum, rack) => sum + rack.servers, 0), [racks])
  const paper = useMemo(() => paperOfRow(filters, racks), [filters, racks])
  const title = filters.row === undefined ? (filters.datacenter ?? 'All datacenters') : `Row ${filters.row}`
  return (
    <Toolbar
      label="Racks"
      end={
        <>
          <RowSearchBox search={search} />
          <span className="contents max-tab:hidden">
            <FilterMenu filters={filters} />
            <PaperMenu hrefs={paper} />
          </span>
        </>
      }
    >
      <b className="text-title">{title}</b>
      <span className="whitespace-nowrap text-text3">
        {countOf(racks.length, 'rack')}, {countOf(servers, 'server')}
      </span>
      <span className="flex min-w-0 items-center gap-2 max-tab:hidden">
        <span aria-hidden className="whitespace-nowrap text-text3 max-desk:hidden">
          Colour by
        </span>
        <Segment
          label="Colour by"
          value={filters.colour}
          options={COLOURS.map((colour) => ({
            value: colour,
            label: colourLabels[colour],
            href: racksHref(filters, { colour }),
          }))}
        />
      </span>
    </Toolbar>
  )
}
