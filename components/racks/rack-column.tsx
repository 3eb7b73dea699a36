'use client'

import Link from 'next/link'
import { memo } from 'react'
import { BudgetBar } from '@/components/ui/budget-bar'
import { classNames } from '@/components/ui/class-names'
import { formatKilowatts } from '@/components/ui/numbers'
import type { ElevationView, RackView } from '@/lib/contracts/inventory/rack'
import type { ServerState } from '@/lib/domain/server-state'
import { behindLook, cellBox, insideOf, unitInRow } from './cell-look'
import { cellsOf, freeUnits, type RackCell, shortCode } from './rack-cells'
import { RowCell } from './server-cell'

/** The unit numbers that a narrow rack shows: the top one, each fifth, U1. */
const isMarked = (u: number, heightU: number) => u === heightU || u === 1 || u % 5 === 0

export interface ColumnFocus {
  /** The server in the side panel. */
  selected: string | undefined
  /** States that are lit up; empty lights all. */
  states: readonly ServerState[]
  /** Barcodes that the search found; null when nothing is searched. */
  hits: ReadonlySet<string> | null
}

/**
 * One rack of the row, from the front: 100 px wide, 15 px a unit. Without its elevation only its frame is drawn; the
 * place it takes is the same, so that nothing moves when the rest comes.
 */
export const RackColumn = memo(function RackColumn(props: {
  rack: RackView
  elevation: ElevationView | undefined
  focus: ColumnFocus
  hrefOf: (barcode: string) => string
}) {
  const { rack, elevation, focus, hrefOf } = props
  const free = freeUnits(rack)
  return (
    <>
      <h3 className="flex h-5 items-baseline justify-between">
        <Link href={`/racks/${encodeURIComponent(rack.code)}`} prefetch={false} title={rack.code} className="mono">
          <span className="sr-only">Rack {rack.code}, </span>
          <b aria-hidden className="hover:underline">
            {shortCode(rack.code)}
          </b>
        </Link>
        <span className="text-note text-text3">{free === 0 ? 'full' : `${free}U free`}</span>
      </h3>
      <div className={classNames(unitInRow, 'flex rounded-[2px] border border-line2 bg-sunken py-px pr-px')}>
        <div aria-hidden className="w-[17px] flex-none">
          {Array.from({ length: rack.heightU }, (_, i) => rack.heightU - i).map((u) => (
            <span key={u} className="mono block h-[15px] pr-[3px] text-right text-[10px] text-text3 leading-[15px]">
              {isMarked(u, rack.heightU) ? u : ''}
            </span>
          ))}
        </div>
        <div data-face="front" className="relative flex-1" style={insideOf(rack.heightU)}>
          {elevation === undefined ? null : <Cells elevation={elevation} focus={focus} hrefOf={hrefOf} />}
        </div>
      </div>
      <PowerFoot rack={rack} />
    </>
  )
})

function Cells(props: { elevation: ElevationView; focus: ColumnFocus; hrefOf: (barcode: string) => string }) {
  const { elevation, focus, hrefOf } = props
  const cells = cellsOf(elevation, 'front')
  const servers = cells.flatMap((cell) => (cell.kind === 'server' ? [cell.server.barcode] : []))
  const tabbable = focus.selected !== undefined && servers.includes(focus.selected) ? focus.selected : servers[0]
  return cells.map((cell) =>
    cell.kind === 'server' ? (
      <RowCell
        key={cell.server.barcode}
        server={cell.server}
        href={hrefOf(cell.server.barcode)}
        selected={cell.server.barcode === focus.selected}
        tabbable={cell.server.barcode === tabbable}
        lit={focus.hits?.has(cell.server.barcode) === true}
        faded={isFaded(cell.server, focus)}
      />
    ) : (
      <OtherCell key={`${cell.kind}${cell.u}`} cell={cell} />
    ),
  )
}

function isFaded(server: { barcode: string; state: string }, { states, hits }: ColumnFocus): boolean {
  if (states.length > 0 && !states.some((state) => state === server.state)) return true
  return hits !== null && !hits.has(server.barcode)
}

function OtherCell({ cell }: { cell: RackCell & { kind: 'item' | 'behind' } }) {
  const name = cell.kind === 'item' ? `${cell.item.kind} ${cell.item.name}` : `${cell.label}, ${cell.words}`
  return (
    <div
      title={name}
      className="absolute inset-x-0 truncate rounded-cell px-1.5 text-[10px] text-text3 leading-[14px]"
      style={{
        ...cellBox(cell),
        ...(cell.kind === 'behind' ? behindLook : { boxShadow: 'inset 0 0 0 1px var(--line2)' }),
      }}
    >
      {cell.kind === 'item' ? cell.item.kind : ''}
      <span className="sr-only"> {name}</span>
    </div>
  )
}

function PowerFoot({ rack }: { rack: RackView }) {
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
