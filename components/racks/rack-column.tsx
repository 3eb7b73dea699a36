'use client'

import Link from 'next/link'
import { memo } from 'react'
import { BudgetBar } from '@/components/ui/budget-bar'
import { formatKilowatts } from '@/components/ui/numbers'
import type { Colouring } from './colourings'
import { type CellFocus, PARTS } from './elevation-cells'
import { COLUMN, ColumnCells, ColumnFrame, columnHeight } from './elevation-column'
import { type DrawnElevation, freeUnits, type StandingServer, shortCode } from './rack-cells'
import type { RowRack } from './racks-filters'

/** Part of a rack's cells: another part is drawn without drawing this one anew. */
const Cells = memo(ColumnCells)
const TOP_FIRST = Array.from({ length: PARTS }, (_, i) => PARTS - 1 - i)
/** Drawn once, whatever comes into it. */
const Frame = memo(ColumnFrame)

/**
 * One rack of the row, from the front: 100 px wide, 15 px a unit. Without its elevation only its frame is drawn; the
 * place it takes is the same, so that nothing moves when the rest comes.
 */
export const RackColumn = memo(function RackColumn(props: {
  rack: RowRack
  /** Undefined while it is not known. */
  elevation: DrawnElevation | undefined
  /** Of its parts, from the lowest, as many whose turn to be drawn has come. */
  drawn: number
  /** What is known of it while its elevation is not. */
  hits?: StandingServer[] | undefined
  colouring: Colouring
  focus: CellFocus
  /** Of its servers those that are lit; the same object as long as they are the same. */
  lit: ReadonlySet<string> | undefined
}) {
  const { rack, elevation, drawn, hits, colouring, focus, lit } = props
  const shared = { colouring, focus, lit, fills: true }
  const free = freeUnits(rack)
  const height = columnHeight(rack.heightU)
  return (
    <>
      <h2 className="flex h-5 items-baseline justify-between">
        <Link href={`/racks/${encodeURIComponent(rack.code)}`} prefetch={false} title={rack.code} className="mono">
          <span className="sr-only">Rack {rack.code}, </span>
          <b aria-hidden className="hover:underline">
            {shortCode(rack.code)}
          </b>
        </Link>
        <span className="text-note text-text3">{free === 0 ? 'full' : `${free}U free`}</span>
      </h2>
      <svg data-face="front" className="cells block" width={COLUMN.width} height={height} aria-label={rack.code}>
        <Frame heightU={rack.heightU} />
        {elevation === undefined
          ? null
          : TOP_FIRST.map((part) =>
              part < drawn ? <Cells key={part} elevation={elevation} part={part} {...shared} /> : null,
            )}
        {(elevation === undefined || drawn < PARTS) && hits !== undefined ? (
          <ColumnCells elevation={{ rack, servers: hits, items: [] }} {...shared} />
        ) : null}
      </svg>
      <PowerFoot rack={rack} />
    </>
  )
})

function PowerFoot({ rack }: { rack: RowRack }) {
  const used = formatKilowatts(rack.powerW)
  if (rack.maxPowerW === undefined) return <p className="pt-[5px] text-note text-text3 leading-[15px]">{used} kW</p>
  const budget = formatKilowatts(rack.maxPowerW)
  return (
    <div className="pt-[5px]">
      <BudgetBar
        height={3}
        used={rack.powerW}
        budget={rack.maxPowerW}
        label={`Power in ${rack.code}, ${used} of ${budget} kW`}
      />
      <p className="mt-px whitespace-nowrap text-note text-text3 leading-[15px]">
        {used} / {budget} kW
      </p>
    </div>
  )
}
