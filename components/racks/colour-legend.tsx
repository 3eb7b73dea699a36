import Link from 'next/link'
import { classNames } from '@/components/ui/class-names'
import { formatCount } from '@/components/ui/numbers'
import { OTHERS } from '@/lib/domain/others'
import { lookOf } from './cell-look'
import { sheetGlyph } from './cell-parts'
import type { Colouring, Entry } from './colourings'

/**
 * What the colours mean, with counts. With `hrefOf` each entry keeps its servers lit and lets the others fade. Entries that
 * count nothing are left out unless they are kept.
 */
export function ColourLegend(props: {
  colouring: Colouring
  counts: ReadonlyMap<string, number>
  kept?: readonly string[] | undefined
  hrefOf?: ((key: string) => string) | undefined
  className?: string | undefined
}) {
  const { colouring, counts, kept = [], hrefOf, className } = props
  const shown = colouring.entries.filter((entry) => (counts.get(entry.key) ?? 0) > 0 || kept.includes(entry.key))
  return (
    <ul className={classNames('flex flex-wrap items-center gap-x-3 gap-y-1', className)}>
      {shown.map((entry) => {
        const chosen = kept.includes(entry.key)
        const content = <LegendEntry entry={entry} count={counts.get(entry.key) ?? 0} />
        return (
          <li key={entry.key} className={kept.length > 0 && !chosen ? 'text-text3' : undefined}>
            {hrefOf === undefined || entry.key === OTHERS ? (
              <span className="inline-flex items-center gap-1.5 whitespace-nowrap">{content}</span>
            ) : (
              <Link
                href={hrefOf(entry.key)}
                scroll={false}
                replace
                prefetch={false}
                aria-current={chosen ? 'true' : undefined}
                className={classNames(
                  'inline-flex items-center gap-1.5 whitespace-nowrap rounded-chip py-0.5 hover:text-text glove:min-h-11',
                  chosen && 'font-semibold underline decoration-2 decoration-accent underline-offset-4',
                )}
              >
                {content}
              </Link>
            )}
          </li>
        )
      })}
    </ul>
  )
}

function LegendEntry({ entry, count }: { entry: Entry; count: number }) {
  return (
    <>
      <Swatch entry={entry} />
      {entry.label} <b>{formatCount(count)}</b>
    </>
  )
}

/** A cell in small, as the racks show it, with its glyph or letter. */
export function Swatch({ entry, paper = false }: { entry: Entry; paper?: boolean | undefined }) {
  const pattern = paper ? entry.paper : entry.pattern
  const look = lookOf(entry, pattern, false)
  return (
    <svg width="30" height="14" aria-hidden="true" className="block flex-none" fontSize="10.5">
      <rect x="0.5" y="0.5" width="29" height="13" rx="1.5" {...look.body} />
      {look.edge === null ? null : <rect x="0.5" y="0.5" width="4" height="13" fill={look.edge} />}
      {look.plate === null ? null : <rect x="9" y="1.5" width="12" height="11" fill={look.plate} />}
      <g transform="translate(0 7)">
        {'letter' in entry.mark ? (
          <text x="15" dy="0.35em" textAnchor="middle" fontWeight="600" fill={look.mark}>
            {entry.mark.letter}
          </text>
        ) : (
          sheetGlyph({ name: entry.mark.glyph, x: 9.5, y: 0, size: 11, ink: look.mark, behind: look.behindMark })
        )}
      </g>
    </svg>
  )
}
