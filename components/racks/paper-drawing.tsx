import type { ReactNode } from 'react'
import { countOf } from '@/components/ui/numbers'
import type { Colour } from '@/lib/contracts/inventory/rack-colours'
import { ROW_UNIT } from './cell-look'
import { type Canvas, MONO } from './cell-parts'
import { Swatch } from './colour-legend'
import { type Colouring, colouringOf, colourLabels, countServers, type Entry, entryCounts } from './colourings'
import { ElevationCells, SIDE, SideBars } from './elevation-cells'
import { COLUMN, ColumnCells, ColumnFrame, columnHeight } from './elevation-column'
import { ElevationDefsInside } from './elevation-defs'
import { type DrawnElevation, freeUnits, shortCode } from './rack-cells'

const SANS = 'IBM Plex Sans, system-ui, -apple-system, Segoe UI, sans-serif'
const MARGIN = 16
const HEAD = 40
const LINE = 22
/** A face of a rack alone: px a unit, of its cells, of its unit numbers. */
const FACE = { unit: 17, cells: 310, numbers: 24 } as const
const FACE_WIDTH = FACE.cells + FACE.numbers + 2 * (SIDE + 3)
const GAP = 10

interface Placed {
  entry: Entry
  count: number
  x: number
  line: number
}

/** Where the lines of a legend stand: as many beside each other as fit. */
function placeLegend(colouring: Colouring, counts: ReadonlyMap<string, number>, width: number): Placed[] {
  let [x, line] = [0, 0]
  return colouring.entries.flatMap((entry): Placed[] => {
    const count = counts.get(entry.key) ?? 0
    if (count === 0) return []
    const takes = 36 + `${entry.label} ${count}`.length * 6.6 + 16
    if (x > 0 && x + takes > width) [x, line] = [0, line + 1]
    const placed = { entry, count, x, line }
    x += takes
    return [placed]
  })
}

function Legend({ placed, y }: { placed: readonly Placed[]; y: number }) {
  return placed.map(({ entry, count, x, line }) => (
    <g key={entry.key} transform={`translate(${MARGIN + x} ${y + line * LINE})`} fontSize="12">
      <Swatch entry={entry} paper />
      <text x="36" y="11" fill="var(--text)">
        {`${entry.label} ${count}`}
      </text>
    </g>
  ))
}

interface Sheet {
  colour: Colour
  /** Under what it is: the time it was true at. */
  at: string
}

/** A drawing of its own, black on white: title, what it shows, legend, and the patterns that it refers to. */
function Paper(props: {
  title: string
  facts: string
  width: number
  height: number
  elevations: readonly DrawnElevation[]
  sheet: Sheet
  children: (colouring: Colouring) => ReactNode
}) {
  const { title, facts, elevations, sheet, children } = props
  const servers = elevations.flatMap((elevation) => elevation.servers)
  const counts = countServers(sheet.colour, servers)
  const colouring = colouringOf(sheet.colour, counts)
  const width = Math.max(props.width, 420) + 2 * MARGIN
  const legend = placeLegend(colouring, entryCounts(colouring, counts), width - 2 * MARGIN)
  const lines = (legend.at(-1)?.line ?? -1) + 1
  const height = HEAD + props.height + 28 + lines * LINE + MARGIN
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      fontFamily={SANS}
      role="img"
      aria-label={title}
      className="h-auto max-w-full"
    >
      <title>{title}</title>
      <ElevationDefsInside />
      <rect width={width} height={height} fill="var(--surface)" />
      <text x={MARGIN} y="26" fontSize="16" fontWeight="600" fill="var(--text)">
        {title}
      </text>
      <text x={width - MARGIN} y="26" textAnchor="end" fontSize="11" fill="var(--text3)">
        {`${facts}, ${sheet.at}`}
      </text>
      <g transform={`translate(${MARGIN} ${HEAD})`}>{children(colouring)}</g>
      <text x={MARGIN} y={HEAD + props.height + 18} fontSize="12" fontWeight="600" fill="var(--text)">
        {colourLabels[sheet.colour]}
      </text>
      <Legend placed={legend} y={HEAD + props.height + 28} />
    </svg>
  )
}

/** One rack on paper: front and rear beside each other. */
export function PaperRack({ elevation, sheet }: { elevation: DrawnElevation; sheet: Sheet }) {
  const { rack } = elevation
  const facts = `${rack.heightU}U, ${freeUnits(rack)}U free, ${countOf(rack.servers, 'server')}`
  const height = 22 + rack.heightU * FACE.unit + 4
  return (
    <Paper
      title={`Rack ${rack.code}`}
      facts={facts}
      width={2 * FACE_WIDTH + 2 * GAP}
      height={height}
      elevations={[elevation]}
      sheet={sheet}
    >
      {(colouring) =>
        (['front', 'rear'] as const).map((face, index) => (
          <g key={face} transform={`translate(${index * (FACE_WIDTH + 2 * GAP)} 0)`}>
            <PaperFace elevation={elevation} face={face} colouring={colouring} />
          </g>
        ))
      }
    </Paper>
  )
}

function PaperFace(props: { elevation: DrawnElevation; face: 'front' | 'rear'; colouring: Colouring }) {
  const { elevation, face, colouring } = props
  const rackU = elevation.rack.heightU
  const canvas: Canvas = { size: 'face', scale: FACE.unit, width: FACE.cells, rackU, paper: true }
  const left = SIDE + 3
  const units = Array.from({ length: rackU }, (_, i) => rackU - i)
  const lines = units.map((_, i) => `M${left + FACE.numbers} ${(i + 1) * FACE.unit - 0.5}h${FACE.cells}`).join('')
  return (
    <>
      <text y="12" fontSize="12" fontWeight="600" fill="var(--text)">
        {face === 'front' ? 'Front' : 'Rear'}
      </text>
      <g transform="translate(0 22)">
        <rect width={FACE_WIDTH} y="-2" height={rackU * FACE.unit + 4} fill="none" stroke="var(--line2)" />
        <path d={lines} stroke="var(--line)" />
        <g fontSize="10" fontFamily={MONO} fill="var(--text3)" textAnchor="end">
          {units.map((u, i) => (
            <text key={u} x={left + FACE.numbers - 5} y={i * FACE.unit + 12}>
              {u}
            </text>
          ))}
        </g>
        <g transform="translate(1.5 0)">
          <SideBars elevation={elevation} face={face} side="left" scale={FACE.unit} width={SIDE} />
        </g>
        <g transform={`translate(${left + FACE.numbers} 0)`}>
          <ElevationCells elevation={elevation} face={face} canvas={canvas} colouring={colouring} focus={{}} />
        </g>
        <g transform={`translate(${FACE_WIDTH - SIDE - 1.5} 0)`}>
          <SideBars elevation={elevation} face={face} side="right" scale={FACE.unit} width={SIDE} />
        </g>
      </g>
    </>
  )
}

/** Racks side by side on paper, in lines of `across`, feet on one line. */
export function PaperRow(props: {
  title: string
  elevations: readonly DrawnElevation[]
  sheet: Sheet
  across?: number
}) {
  const { title, elevations, sheet, across = 10 } = props
  const tallest = Math.max(1, ...elevations.map(({ rack }) => rack.heightU))
  const lineHeight = 20 + columnHeight(tallest) + 20
  const lines = Math.max(1, Math.ceil(elevations.length / across))
  const servers = elevations.reduce((sum, { rack }) => sum + rack.servers, 0)
  return (
    <Paper
      title={title}
      facts={`${countOf(elevations.length, 'rack')}, ${countOf(servers, 'server')}`}
      width={Math.min(across, elevations.length) * (COLUMN.width + GAP) - GAP}
      height={lines * lineHeight}
      elevations={elevations}
      sheet={sheet}
    >
      {(colouring) =>
        elevations.map((elevation, index) => {
          const x = (index % across) * (COLUMN.width + GAP)
          const down = Math.floor(index / across) * lineHeight + (tallest - elevation.rack.heightU) * ROW_UNIT
          return (
            <g key={elevation.rack.code} transform={`translate(${x} ${down})`}>
              <PaperColumn elevation={elevation} colouring={colouring} />
            </g>
          )
        })
      }
    </Paper>
  )
}

function PaperColumn({ elevation, colouring }: { elevation: DrawnElevation; colouring: Colouring }) {
  const { rack } = elevation
  const free = freeUnits(rack)
  return (
    <>
      <text y="13" fontSize="13" fontWeight="600" fontFamily={MONO} fill="var(--text)">
        {shortCode(rack.code)}
      </text>
      <text x={COLUMN.width} y="13" textAnchor="end" fontSize="11" fill="var(--text3)">
        {free === 0 ? 'full' : `${free}U free`}
      </text>
      <g transform="translate(0 20)">
        <ColumnFrame heightU={rack.heightU} />
        <ColumnCells elevation={elevation} colouring={colouring} focus={{}} paper />
      </g>
    </>
  )
}
