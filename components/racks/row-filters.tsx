'use client'

import { useQuery } from '@tanstack/react-query'
import { Button, ButtonLink } from '@/components/ui/button'
import { FilterChip } from '@/components/ui/filter-chip'
import { Menu, MenuItem, MenuLabel } from '@/components/ui/menu'
import { countOf, formatCount } from '@/components/ui/numbers'
import { COLOURS, type Colour } from '@/lib/contracts/inventory/rack-colours'
import { type Colouring, type Counts, colouringOf, colourLabels } from './colourings'
import { rackCountsQuery } from './rack-queries'
import { type RacksFilters, racksHref, withKept } from './racks-filters'

/** How many names of a kind the menu offers; the others are found by the search. */
const OFFERED = 12

/** What stays lit beside what the legend shows, each to take away, and how many servers fade for it. */
export function KeptChips({ filters, colouring }: { filters: RacksFilters; colouring: Colouring }) {
  const kept = COLOURS.flatMap((colour) => (filters.kept[colour] ?? []).map((key) => ({ colour, key })))
  const chips = kept.filter(({ colour }) => colour !== colouring.colour)
  return (
    <>
      {chips.map(({ colour, key }) => (
        <KeptChip key={`${colour}${key}`} filters={filters} colour={colour} value={key} />
      ))}
      {kept.length === 0 ? null : (
        <ButtonLink look="quiet" href={racksHref(filters, { kept: {} })}>
          Show all
        </ButtonLink>
      )}
    </>
  )
}

function KeptChip({ filters, colour, value }: { filters: RacksFilters; colour: Colour; value: string }) {
  const { data } = useQuery(rackCountsQuery({ ...filters, by: colour }))
  const name = nameOf(colour, value, data?.counts ?? [])
  return (
    <FilterChip
      label={`${colourLabels[colour]}: ${name}`}
      removeHref={racksHref(filters, withKept(filters, colour, value))}
    />
  )
}

const nameOf = (colour: Colour, key: string, counts: Counts) =>
  counts.find((one) => one.key === key)?.label ??
  colouringOf(colour, counts).entries.find((entry) => entry.key === key)?.label ??
  key

/** How many servers fade, where one kind of key is kept; of several kinds only those that are drawn would be known. */
export function FadedCount({ filters }: { filters: RacksFilters }) {
  const kinds = COLOURS.filter((colour) => filters.kept[colour] !== undefined)
  const kind = kinds[0] ?? filters.colour
  const { data } = useQuery({ ...rackCountsQuery({ ...filters, by: kind }), enabled: kinds.length === 1 })
  if (kinds.length !== 1 || data === undefined) return null
  const keys = filters.kept[kind] ?? []
  const faded = data.counts.reduce((sum, { key, servers }) => sum + (keys.includes(key) ? 0 : servers), 0)
  return <span className="text-text3">{formatCount(faded)} faded</span>
}

/** What can be kept lit: states, health, and the models and orders that most servers have. */
export function FilterMenu({ filters }: { filters: RacksFilters }) {
  return (
    <Menu label="Keep lit" align="end" trigger={<Button glyph="list">Filter</Button>}>
      {(['state', 'health', 'model', 'order'] as const).map((colour) => (
        <FilterGroup key={colour} filters={filters} colour={colour} />
      ))}
    </Menu>
  )
}

function FilterGroup({ filters, colour }: { filters: RacksFilters; colour: Colour }) {
  const { data } = useQuery(rackCountsQuery({ ...filters, by: colour }))
  const counts = data?.counts ?? []
  return (
    <>
      <MenuLabel>{colourLabels[colour]}</MenuLabel>
      {data === undefined ? <p className="px-3 py-1 text-text3">Reading…</p> : null}
      {counts
        .filter(({ key }) => key !== '')
        .slice(0, OFFERED)
        .map(({ key, servers }) => (
          <MenuItem
            key={key}
            href={racksHref(filters, withKept(filters, colour, key))}
            checked={filters.kept[colour]?.includes(key) === true}
            end={
              <span className="text-text3">
                <span className="sr-only">{countOf(servers, 'server')}</span>
                <span aria-hidden>{formatCount(servers)}</span>
              </span>
            }
          >
            {nameOf(colour, key, counts)}
          </MenuItem>
        ))}
    </>
  )
}
