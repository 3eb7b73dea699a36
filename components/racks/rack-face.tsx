'use client'

import type { ReactNode } from 'react'
import { classNames } from '@/components/ui/class-names'
import type { Face } from '@/lib/domain/rack-space'
import { insideOf, unitAlone } from './cell-look'
import { type Colouring, colouringOf } from './colourings'
import { ElevationCells, SIDE, SideBars } from './elevation-cells'
import { cellsOf, type DrawnElevation, type StandingServer, sideItems } from './rack-cells'

const titles = { front: 'Front', rear: 'Rear' } as const
const byState = colouringOf('state', [])

/**
 * One face of a rack, 17 px a unit, 352 wide: unit numbers, servers, rack items, the backs of what is of half depth, what
 * is planned, what hangs at its sides. `children` are laid over its units, which measure `--unit`.
 */
export function RackFace(props: {
  elevation: DrawnElevation
  face: Face
  selected: string | undefined
  hrefOf: (barcode: string) => string
  colouring?: Colouring | undefined
  isFaded?: ((server: StandingServer) => boolean) | undefined
  className?: string | undefined
  children?: ReactNode
}) {
  const { elevation, face, selected, hrefOf, colouring = byState, isFaded, className, children } = props
  const { heightU } = elevation.rack
  const backs = cellsOf(elevation, face).some((cell) => cell.kind === 'behind')
  return (
    <section aria-label={titles[face]} className={classNames('w-[352px] max-w-full max-tab:w-full', className)}>
      <h2 className="flex h-[34px] items-center gap-2.5 font-semibold">
        {titles[face]}
        {backs ? <span className="font-normal text-small text-text3">half-depth gear hatched</span> : null}
      </h2>
      <div className={classNames(unitAlone, 'flex rounded-[2px] border border-line2 bg-sunken py-0.5 pr-0.5')}>
        <SideStrip elevation={elevation} face={face} side="left" />
        <div aria-hidden className="w-6 flex-none">
          {Array.from({ length: heightU }, (_, i) => heightU - i).map((u) => (
            <span key={u} className="mono block h-(--unit) pr-[5px] text-right text-note text-text3 leading-(--unit)">
              {u}
            </span>
          ))}
        </div>
        <div data-face={face} data-units={heightU} className="relative min-w-0 flex-1" style={insideOf(heightU)}>
          <svg className="cells absolute inset-0" width="100%" height="100%" aria-label={titles[face]}>
            <ElevationCells
              elevation={elevation}
              face={face}
              canvas={{ size: 'face', scale: 'css', width: null, rackU: heightU }}
              colouring={colouring}
              focus={{ selected, hrefOf, isFaded }}
            />
          </svg>
          {children}
        </div>
        <SideStrip elevation={elevation} face={face} side="right" />
      </div>
    </section>
  )
}

function SideStrip(props: { elevation: DrawnElevation; face: Face; side: 'left' | 'right' }) {
  const { elevation, face, side } = props
  if (!sideItems(elevation, face).some((item) => item.side === side)) return null
  return (
    <svg
      className="mx-0.5 flex-none"
      width={SIDE}
      style={{ height: `calc(${elevation.rack.heightU} * var(--unit))` }}
      role="img"
      aria-label={`${side} side`}
    >
      <SideBars elevation={elevation} face={face} side={side} scale="css" width={SIDE} />
    </svg>
  )
}
