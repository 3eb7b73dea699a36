'use client'

import { type Ref, useMemo } from 'react'
import { classNames } from '@/components/ui/class-names'
import type { ElevationView, RackView } from '@/lib/contracts/inventory/rack'
import type { ServerView } from '@/lib/contracts/inventory/server'
import { CellKeys } from './cell-keys'
import { type ColumnFocus, RackColumn } from './rack-column'
import { RackStrip } from './rack-strip'
import { RACKS_A_CHUNK, type RacksFilters, racksHref, rowHeading } from './racks-filters'
import { useElevations } from './use-elevations'
import { useVisibleRacks } from './use-visible-racks'

/** A unit, and head, frame and foot of a rack, in px: what the place of one that is not drawn must keep. */
const UNIT = 15
const AROUND = 20 + 4 + 21

const noHits: ReadonlySet<string> = new Set()

/** The racks side by side, feet on one line; only those in view are drawn. Not for a phone: see RackList. */
export function RackRow(props: {
  ref: Ref<HTMLDivElement>
  racks: readonly RackView[]
  firstElevations: readonly ElevationView[]
  filters: RacksFilters
  /** Servers that the search found, in whatever rack; null when nothing is searched. */
  found: readonly ServerView[] | null
  goTo: (code: string) => void
}) {
  const { ref, racks, firstElevations, filters, found, goTo } = props
  const codes = useMemo(() => racks.map((rack) => rack.code), [racks])
  const { visible, observe } = useVisibleRacks(codes.slice(0, RACKS_A_CHUNK))
  const { elevations } = useElevations(codes, visible, firstElevations)
  const focus: ColumnFocus = useMemo(
    () => ({
      selected: filters.server,
      states: filters.state,
      hits: found === null ? null : new Set(found.map((server) => server.barcode)),
    }),
    [filters.server, filters.state, found],
  )
  const racksFound = useMemo(() => new Set(found?.flatMap((server) => server.rack ?? [])), [found])
  const hrefOf = useMemo(() => (server: string) => racksHref(filters, { server }), [filters])
  const scoped = filters.datacenter !== undefined
  return (
    <div className="max-tab:hidden">
      <RackStrip racks={racks} visible={visible} found={found === null ? noHits : racksFound} goTo={goTo} />
      <CellKeys className="-mx-4">
        <div ref={ref} className="overflow-x-auto px-4 pt-0.5 pb-2">
          <ol className="flex w-max items-end gap-2">
            {racks.map((rack, index) => {
              const before = racks[index - 1]
              const heading = rowHeading(rack, scoped)
              const starts = before === undefined || rowHeading(before, scoped) !== heading
              return (
                <li
                  key={rack.code}
                  ref={observe}
                  data-rack={rack.code}
                  className={classNames('relative w-[100px] flex-none scroll-mx-4', starts && index > 0 && 'ml-4')}
                >
                  <p className="h-[18px] whitespace-nowrap text-note text-text3">
                    {starts ? heading : <span className="sr-only">{heading}</span>}
                  </p>
                  {visible.has(rack.code) ? (
                    <RackColumn rack={rack} elevation={elevations.get(rack.code)} focus={focus} hrefOf={hrefOf} />
                  ) : (
                    <div style={{ height: rack.heightU * UNIT + AROUND }} />
                  )}
                </li>
              )
            })}
          </ol>
        </div>
      </CellKeys>
    </div>
  )
}
