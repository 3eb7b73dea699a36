import { iconGlyphs, stateGlyphs } from '@/components/ui/glyph-paths'
import type { Tone } from '@/lib/domain/state-words'
import { lookOf } from './cell-look'
import { sizes } from './cell-parts'
import type { Entry } from './colourings'
import { letterSign } from './elevation-defs'

/**
 * Fills for the cells of a row: a mark, or a cell's ground with its edge, as the paint of one rectangle. Hundreds of cells come into
 * view while the row scrolls, and each `<use>` of a symbol would bring a copy of all its elements: most of what a rack cost.
 */
const glyphs: Readonly<Record<string, React.ReactNode>> = { ...iconGlyphs, ...stateGlyphs }

/** Each look of an entry has a fill of its own, as a fill cannot take the colour of what it fills. */
export const markFill = ({ mark, tone, pattern }: Entry) =>
  `cell-mark-${tone}-${pattern}-${'glyph' in mark ? mark.glyph : mark.letter.charCodeAt(0)}`

export const edgeFill = (tone: Tone) => `cell-edge-${tone}`

/** Once a page, before the cells of a row: the fills of these entries. */
export function RowFills({ entries }: { entries: readonly Entry[] }) {
  const marks = new Map(entries.map((entry) => [markFill(entry), entry]))
  const edged = new Map(entries.flatMap((entry) => (entry.pattern === 'edge' ? [[entry.tone, entry] as const] : [])))
  return (
    <svg width="0" height="0" aria-hidden="true" style={{ position: 'absolute' }}>
      <defs>
        {[...marks].map(([id, entry]) => (
          <MarkFill key={id} id={id} entry={entry} />
        ))}
        {[...edged].map(([tone, entry]) => (
          <EdgeFill key={tone} entry={entry} />
        ))}
      </defs>
    </svg>
  )
}

function MarkFill({ id, entry }: { id: string; entry: Entry }) {
  const look = lookOf(entry, entry.pattern, false)
  const { mark } = entry
  return (
    <pattern id={id} width="1" height="1" viewBox="0 0 16 16">
      {'letter' in mark ? (
        <g fill={look.mark}>{letterSign(mark.letter)}</g>
      ) : (
        <g
          fill="none"
          stroke="currentColor"
          strokeWidth="1.5"
          strokeLinecap="round"
          strokeLinejoin="round"
          color={look.mark}
          style={{ ['--gx' as string]: look.behindMark }}
        >
          {glyphs[mark.glyph]}
        </g>
      )}
    </pattern>
  )
}

/** Wider than any cell and repeated downwards: the edge is at the left of whatever is filled. */
function EdgeFill({ entry }: { entry: Entry }) {
  const { body, edge } = lookOf(entry, 'edge', false)
  return (
    <pattern id={edgeFill(entry.tone)} width="1000" height="8" patternUnits="userSpaceOnUse">
      <rect width="1000" height="8" fill={body.fill} />
      <rect width={sizes.row.edge} height="8" fill={edge ?? 'none'} />
    </pattern>
  )
}
