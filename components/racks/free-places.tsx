'use client'

import { buttonClass } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { Glyph } from '@/components/ui/glyph'
import type { ElevationView } from '@/lib/contracts/inventory/rack'
import { type Depth, type Face, freeRanges, unitsInWords } from '@/lib/domain/rack-space'
import { takenIn } from './drag-places'

export interface PlacedShape {
  heightU: number
  depth: Depth
  face: Face
  /** Its own barcode: where it stands in this rack already, it is not in its own way. */
  barcode?: string | undefined
}

/** The free ranges of a rack for one shape, top first; those it fits into are buttons that choose their lowest unit. */
export function FreePlaces(props: {
  elevation: ElevationView
  shape: PlacedShape
  /** The unit that is chosen now. */
  u: number | undefined
  onPick: (u: number) => void
}) {
  const { elevation, shape, u, onPick } = props
  const others = takenIn(elevation, shape.barcode)
  const ranges = freeRanges(elevation.rack, others, shape).reverse()
  if (ranges.length === 0) return <p className="text-text2">{elevation.rack.code} is full.</p>
  return (
    <ul className="flex flex-wrap gap-2">
      {ranges.map((range) => {
        const words = unitsInWords(range.u, range.heightU)
        const chosen = u !== undefined && u >= range.u && u < range.u + range.positions
        if (range.positions === 0) {
          return (
            <li key={range.u} className="flex h-7 items-center gap-1 px-1 text-small text-text3 glove:h-11">
              <span className="mono">{words}</span> {range.heightU}U, too small
            </li>
          )
        }
        return (
          <li key={range.u}>
            <button
              type="button"
              aria-pressed={chosen}
              onClick={() => onPick(range.u)}
              className={classNames(
                buttonClass(),
                't-free border-dashed! border-f! text-x!',
                chosen ? 'bg-b! outline-2 outline-accent' : 'bg-surface!',
              )}
            >
              {chosen ? <Glyph name="check" size={12} /> : null}
              <b className="mono">{words}</b>
              <span className="text-small">{range.positions === 1 ? 'fits' : `${range.positions} positions`}</span>
            </button>
          </li>
        )
      })}
    </ul>
  )
}
