import type { Colour } from '@/lib/contracts/inventory/rack-colours'
import { PaperRack, PaperRow } from './paper-drawing'
import type { DrawnElevation } from './rack-cells'
import { svgFile } from './svg-text'

/** "2026-11-23 14:20 UTC": what is drawn was true then. */
export const paperTime = (at: Date) => `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`

interface Asked {
  colour: Colour
  at: Date
}

/** One rack as an SVG file. */
export function drawRack(elevation: DrawnElevation, { colour, at }: Asked): string {
  return svgFile(<PaperRack elevation={elevation} sheet={{ colour, at: paperTime(at) }} />)
}

/** Several racks as one SVG file. */
export function drawRow(elevations: readonly DrawnElevation[], { colour, at }: Asked): string {
  return svgFile(
    <PaperRow title={rowTitle(elevations)} elevations={elevations} sheet={{ colour, at: paperTime(at) }} across={25} />,
  )
}

/** "FRA1, A01 to A22": from the first rack to the last. */
export function rowTitle(elevations: readonly DrawnElevation[]): string {
  const [first, last] = [elevations[0]?.rack, elevations.at(-1)?.rack]
  if (first === undefined || last === undefined) return 'No racks'
  return first === last ? `Rack ${first.code}` : `Racks ${first.code} to ${last.code}`
}
