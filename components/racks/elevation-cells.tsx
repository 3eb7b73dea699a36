import { type Face, unitsInWords } from '@/lib/domain/rack-space'
import type { Canvas } from './cell-parts'
import type { Colouring } from './colourings'
import { fromTop, shifted, tall } from './elevation-scale'
import { BehindCell, GhostCell, ItemCell } from './other-cells'
import { cellsOf, type DrawnElevation, ghostsOf, type StandingServer, sideItems } from './rack-cells'
import { serverCell } from './server-cell'

/** What of an elevation is chosen or left out. */
export interface CellFocus {
  /** The server in the side panel. */
  selected?: string | undefined
  isFaded?: ((server: StandingServer) => boolean) | undefined
  /** Without it the cells are no links: on paper. */
  hrefOf?: ((barcode: string) => string) | undefined
}

/** The cells of one face, top first: what belongs inside its `<svg>`. */
export function ElevationCells(props: {
  elevation: DrawnElevation
  face: Face
  canvas: Canvas
  colouring: Colouring
  focus: CellFocus
  /** The servers that a search found. */
  lit?: ReadonlySet<string> | undefined
  /** Only this part of the cells, 0 is the lowest: a row draws each in a frame of its own. */
  part?: number | undefined
}) {
  const { elevation, face, canvas, colouring, focus, lit, part } = props
  const { selected, isFaded, hrefOf } = focus
  const cells = cellsOf(elevation, face)
  const servers = cells.flatMap((cell) => (cell.kind === 'server' ? [cell.server.barcode] : []))
  const tabbable = selected !== undefined && servers.includes(selected) ? selected : servers[0]
  return (
    <>
      {partOf(cells, part).map((cell) => {
        if (cell.kind === 'item') return <ItemCell key={cell.item.id} canvas={canvas} cell={cell} />
        if (cell.kind === 'behind') {
          const barcode = cell.server?.barcode
          return (
            <BehindCell
              key={`${cell.label} ${cell.u}`}
              canvas={canvas}
              cell={cell}
              href={barcode === undefined ? undefined : hrefOf?.(barcode)}
              selected={barcode !== undefined && barcode === selected}
            />
          )
        }
        const { server } = cell
        return serverCell({
          canvas,
          server,
          entry: colouring.entryOf(server),
          colour: colouring.colour,
          face,
          href: hrefOf?.(server.barcode),
          selected: server.barcode === selected,
          tabbable: server.barcode === tabbable,
          faded: isFaded?.(server),
          lit: lit?.has(server.barcode),
        })
      })}
      {part !== undefined && part > 0
        ? null
        : ghostsOf(elevation, face).map((ghost) => (
            <GhostCell key={`ghost ${ghost.barcode}`} canvas={canvas} ghost={ghost} href={hrefOf?.(ghost.barcode)} />
          ))}
    </>
  )
}

/** Parts that a rack of a row is drawn in. */
export const PARTS = 3

/** The cells are top first. */
function partOf<Cell>(cells: readonly Cell[], part: number | undefined): readonly Cell[] {
  if (part === undefined) return cells
  const edge = (at: number) => Math.round((cells.length * (PARTS - at)) / PARTS)
  return cells.slice(edge(part + 1), edge(part))
}

/** px that a side takes beside the units, where anything hangs there. */
export const SIDE = 7

/** What hangs at one side of a face, outside its units: a bar along the units beside it. */
export function SideBars(props: {
  elevation: DrawnElevation
  face: Face
  side: 'left' | 'right'
  scale: Canvas['scale']
  width: number
}) {
  const { elevation, face, side, scale, width } = props
  const rackU = elevation.rack.heightU
  return sideItems(elevation, face)
    .filter((item) => item.side === side)
    .map((item) => <SideBar key={item.id} item={item} scale={scale} width={width} rackU={rackU} />)
}

function SideBar(props: {
  item: ReturnType<typeof sideItems>[number]
  scale: Canvas['scale']
  width: number
  rackU: number
}) {
  const { item, scale, width, rackU } = props
  return (
    <g {...shifted(scale, fromTop(rackU, item))}>
      <title>{`${item.kind} ${item.name}, ${item.side} side, along ${unitsInWords(item.u, item.heightU)}`}</title>
      <rect width={width} {...tall(scale, item.heightU)} rx="1" fill="var(--surface)" stroke="var(--control)" />
      <rect x={width / 2 - 0.75} y="3" width="1.5" {...tall(scale, item.heightU - 0.4)} fill="var(--control)" />
    </g>
  )
}
