'use client'

import { classNames } from '@/components/ui/class-names'
import type { RackView } from '@/lib/contracts/inventory/rack'
import { shortCode } from './rack-cells'

/** What a rack's mark in the strip speaks of: something broken, else something being mended. */
function trouble(rack: RackView): { words: string; className: string } | null {
  const broken = rack.states.BROKEN ?? 0
  if (broken > 0) return { words: `${broken} broken`, className: 't-fail bg-f' }
  const mended = rack.states.REPAIRING ?? 0
  if (mended === 0) return null
  return {
    words: `${mended} repairing`,
    className: 't-warn bg-[repeating-linear-gradient(90deg,var(--f)_0_3px,transparent_3px_5px)]',
  }
}

/** The whole row in one line: how full each rack is, where trouble stands, what is in view. Map and scroll bar. */
export function RackStrip(props: {
  racks: readonly RackView[]
  visible: ReadonlySet<string>
  found: ReadonlySet<string>
  goTo: (code: string) => void
}) {
  const { racks, visible, found, goTo } = props
  return (
    <nav
      aria-label="Racks of this page"
      className="mb-2 grid auto-rows-[38px] gap-0.5"
      style={{ gridTemplateColumns: `repeat(auto-fill, minmax(26px, ${racks.length > 30 ? 32 : 56}px))` }}
    >
      {racks.map((rack) => {
        const wrong = trouble(rack)
        const full = Math.min(1, rack.usedU / rack.heightU)
        const words = `${rack.code}, ${rack.usedU} of ${rack.heightU} units taken${wrong === null ? '' : `, ${wrong.words}`}`
        return (
          <button
            key={rack.code}
            type="button"
            title={words}
            aria-label={words}
            onClick={() => goTo(rack.code)}
            className={classNames(
              'flex min-w-0 flex-col rounded-[2px] p-0.5 text-[10px] leading-[13px] focus-visible:outline-offset-0',
              visible.has(rack.code) ? 'bg-accent-tint text-text shadow-[0_2px_0_var(--accent)]' : 'text-text3',
            )}
          >
            <span className="flex h-4 w-full items-end bg-sunken">
              <span
                className={classNames('w-full', found.has(rack.code) ? 'bg-accent' : 'bg-line2')}
                style={{ height: `${full * 100}%` }}
              />
            </span>
            <span className={classNames('mt-px h-[3px] w-full', wrong?.className)} />
            <span className="mono w-full truncate text-center">{shortCode(rack.code)}</span>
          </button>
        )
      })}
    </nav>
  )
}
