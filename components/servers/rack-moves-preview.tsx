import { CodeText } from '@/components/ui/code-text'
import { Glyph } from '@/components/ui/glyph'
import { countOf, formatCount } from '@/components/ui/numbers'
import { unitsInWords } from '@/lib/domain/rack-space'
import type { RackMoves } from './rack-moves'
import { RefusedGroups } from './refused-groups'

/** Where each server would go, with the reasons, and who goes nowhere and why; nothing is moved yet. */
export function RackMovesPreview({ proposed, total }: { proposed: RackMoves; total: number }) {
  const { moves, refused } = proposed
  return (
    <div className="flex flex-col gap-1.5 rounded-control border border-line bg-sunken px-3 py-2 text-small">
      <p role="status">
        <b>{countOf(moves.length, 'server')}</b> of {formatCount(total)} can be moved.
      </p>
      {moves.length === 0 ? null : (
        <ul
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys
          tabIndex={0}
          aria-label="Where they would go"
          className="max-h-64 overflow-y-auto"
        >
          {moves.map(({ barcode, place }) => (
            <li key={barcode} className="flex flex-wrap items-baseline gap-x-1.5 border-line border-t py-1">
              <CodeText strong>{barcode}</CodeText>
              <Glyph name="right" size={12} className="self-center text-text3" />
              <span className="mono whitespace-nowrap font-medium">
                {place.rack} {unitsInWords(place.u, place.heightU)}
              </span>
              <span className="min-w-0 text-pretty text-text3">{place.reasons.join(', ')}</span>
              {place.warnings.length === 0 ? null : (
                <span className="flex w-full gap-1.5 text-warn-x">
                  <Glyph name="triangle" className="mt-px" />
                  {place.warnings.join(' ')}
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      <RefusedGroups
        groups={refused.map(({ reason, barcodes }) => ({
          reason,
          count: barcodes.length,
          examples: barcodes.slice(0, 5),
        }))}
      />
    </div>
  )
}
