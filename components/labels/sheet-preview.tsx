import type { Text } from '@/lib/domain/labels/draw-label'
import { type LabelLayout, perPage, placeOnPage } from '@/lib/domain/labels/layouts'
import { LabelDrawing } from './label-drawing'

export interface ShownLabel {
  code: string
  x: number
  y: number
  width: number
  height: number
  path: string | null
  texts: readonly Text[]
}

/** Paper is white, on a dark page too. */
const PAPER = '#fff'
const GREY = '#c3c9d1'

/** The first sheet to scale, with the places that were used before crossed out; of a tape the first labels by themselves. */
export function SheetPreview({
  layout,
  first,
  labels,
}: {
  layout: LabelLayout
  first: number
  labels: readonly ShownLabel[]
}) {
  if (perPage(layout) === 1) {
    return (
      <ul className="flex flex-col items-start gap-4">
        {labels.map((label) => (
          <li key={label.code} className="max-w-full" style={{ width: `${layout.page.width * 1.25}mm` }}>
            <Paper layout={layout} name={`Label ${label.code}`}>
              <PlacedLabel label={label} />
            </Paper>
          </li>
        ))}
      </ul>
    )
  }
  const used = Array.from({ length: first - 1 }, (_, i) => placeOnPage(layout, i, 1))
  const free = Array.from({ length: perPage(layout) }, (_, i) => placeOnPage(layout, i, 1))
  return (
    <div className="max-w-[640px]">
      <Paper layout={layout} name={`First sheet of ${layout.name}, ${labels.length} labels on it`}>
        {free.map(({ x, y, width, height }) => (
          <rect
            key={`${x} ${y}`}
            x={x}
            y={y}
            width={width}
            height={height}
            rx={1}
            fill="none"
            stroke={GREY}
            strokeWidth={0.2}
          />
        ))}
        {used.map(({ x, y, width, height }) => (
          <path
            key={`${x} ${y}`}
            d={`M${x} ${y}l${width} ${height}M${x + width} ${y}l-${width} ${height}`}
            stroke={GREY}
            strokeWidth={0.3}
          />
        ))}
        {labels.map((label) => (
          <PlacedLabel key={`${label.x} ${label.y}`} label={label} />
        ))}
      </Paper>
    </div>
  )
}

function Paper({ layout, name, children }: { layout: LabelLayout; name: string; children: React.ReactNode }) {
  const { width, height } = layout.page
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={name}
      style={{ background: PAPER }}
      className="block h-auto w-full border border-line2"
    >
      <title>{name}</title>
      {children}
    </svg>
  )
}

function PlacedLabel({ label: { x, y, width, height, code, path, texts } }: { label: ShownLabel }) {
  if (path !== null) {
    return (
      <g transform={`translate(${x} ${y})`}>
        <LabelDrawing path={path} texts={texts} />
      </g>
    )
  }
  return (
    <text x={x + width / 2} y={y + height / 2} fontSize={3} textAnchor="middle" fill="#5c6672" className="mono">
      {code}
    </text>
  )
}
