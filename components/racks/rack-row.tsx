'use client'

import { type Ref, useCallback, useEffect, useImperativeHandle, useMemo, useRef } from 'react'
import type { RackCountsView } from '@/lib/contracts/inventory/rack'
import { CellKeys } from './cell-keys'
import type { Colouring } from './colourings'
import { type CellFocus, PARTS } from './elevation-cells'
import type { DrawnElevation, StandingServer } from './rack-cells'
import { RackColumn } from './rack-column'
import { RackStrip, type StripHandle } from './rack-strip'
import { RACKS_A_CHUNK, type RowRack, rowHeading } from './racks-filters'
import { layoutRow, scrollTo, seenWidth } from './row-layout'
import { useElevations } from './use-elevations'
import { useLitServers } from './use-lit-servers'
import { useOneAFrame } from './use-one-a-frame'
import { type RowWindow, useRowWindow } from './use-row-window'

/** Racks found whose contents are drawn in one frame. */
const AT_ONCE = 2
const EACH_PART = Array.from({ length: PARTS }, (_, part) => part)

export interface RowHandle {
  goTo: (code: string) => void
}

/**
 * The racks side by side, feet on one line; only those in view are in the page, and of those the contents come a third
 * of a rack a frame. Not for a phone: see RackList.
 */
export function RackRow(props: {
  ref: Ref<RowHandle>
  racks: readonly RowRack[]
  /** Under one datacenter: headings name the row only. */
  scoped: boolean
  firstElevations: readonly DrawnElevation[]
  colouring: Colouring
  counts: RackCountsView | undefined
  focus: CellFocus
  /** Racks that hold something that the search found, and what is known of it before their contents are there. */
  found: ReadonlySet<string>
  hits: ReadonlyMap<string, StandingServer[]>
  /** While something is searched: what is not lit fades, by the stylesheet, as hundreds of cells do so at once. */
  isHit: ((server: StandingServer) => boolean) | null
  /** The rack that is in view at first. */
  startAt: string | undefined
}) {
  const { ref, racks, scoped, firstElevations, colouring, counts, focus, found, hits, isHit, startAt } = props
  const scroller = useRef<HTMLDivElement>(null)
  const strip = useRef<StripHandle>(null)
  const layout = useMemo(() => layoutRow(racks, scoped), [racks, scoped])
  const onMove = useCallback((window: RowWindow) => strip.current?.follow(window), [])
  const { range, look } = useRowWindow(scroller, layout, { initially: RACKS_A_CHUNK, onMove })
  const codes = useMemo(() => racks.map((rack) => rack.code), [racks])
  const { elevations } = useElevations(codes, range, firstElevations)
  const inView = useMemo(() => racks.slice(range.from, range.to + 1), [racks, range])
  const ready = useMemo(() => {
    const there = inView.flatMap((rack) => (elevations.has(rack.code) ? [rack.code] : []))
    // What was looked for is drawn before what stands around it.
    there.sort((a, b) => Number(found.has(b)) - Number(found.has(a)))
    return there.flatMap((code) => EACH_PART.map((part) => `${code} ${part}`))
  }, [inView, elevations, found])
  const lit = useLitServers(inView, elevations, { hits, isHit })
  const drawn = useOneAFrame(ready)
  // A few racks that were looked for need not wait for their turn.
  const atOnce = found.size <= AT_ONCE
  const partsOf = (code: string) =>
    atOnce && found.has(code) ? PARTS : EACH_PART.filter((part) => drawn.has(`${code} ${part}`)).length

  const goToIndex = useCallback(
    (index: number) => {
      const box = scroller.current
      if (box === null || index < 0) return
      box.scrollLeft = scrollTo(layout, index, seenWidth(box))
      look()
    },
    [layout, look],
  )
  const goTo = useCallback((code: string) => goToIndex(codes.indexOf(code)), [goToIndex, codes])
  useImperativeHandle(ref, () => ({ goTo }), [goTo])
  const started = useRef(false)
  useEffect(() => {
    if (started.current || startAt === undefined) return
    started.current = true
    if (codes.indexOf(startAt) >= RACKS_A_CHUNK / 2) goTo(startAt)
  }, [goTo, codes, startAt])

  return (
    <div className="max-tab:hidden">
      <RackStrip ref={strip} racks={racks} layout={layout} counts={counts} found={found} goTo={goToIndex} />
      <CellKeys className="-mx-4">
        <div
          ref={scroller}
          data-row
          data-searching={isHit === null ? undefined : ''}
          className="overflow-x-auto px-4 pt-0.5 pb-2"
        >
          <ol className="relative" style={{ width: layout.width, height: layout.height }}>
            {inView.map((rack, index) => {
              const place = layout.places[range.from + index]
              return (
                <li
                  key={rack.code}
                  data-rack={rack.code}
                  aria-posinset={range.from + index + 1}
                  aria-setsize={racks.length}
                  className="absolute bottom-0 w-[100px] contain-[layout_style]"
                  style={{ left: place?.x }}
                >
                  <p className="h-[18px] whitespace-nowrap text-note text-text3">
                    {place?.heading ?? <span className="sr-only">{rowHeading(rack, scoped)}</span>}
                  </p>
                  <RackColumn
                    rack={rack}
                    elevation={partsOf(rack.code) > 0 ? elevations.get(rack.code) : undefined}
                    drawn={partsOf(rack.code)}
                    hits={hits.get(rack.code)}
                    colouring={colouring}
                    focus={focus}
                    lit={lit.get(rack.code)}
                  />
                </li>
              )
            })}
          </ol>
        </div>
      </CellKeys>
    </div>
  )
}
