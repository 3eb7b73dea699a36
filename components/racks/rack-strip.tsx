'use client'

import { type KeyboardEvent, memo, type PointerEvent, type Ref, useImperativeHandle, useMemo, useRef } from 'react'
import { classNames } from '@/components/ui/class-names'
import type { RackCountsView } from '@/lib/contracts/inventory/rack'
import { shortCode } from './rack-cells'
import type { RowRack } from './racks-filters'
import { type Range, type RowLayout, rangeSeen } from './row-layout'
import type { RowWindow } from './use-row-window'

/** Beyond this many, racks are named by their rows only. */
const NAMED_APART = 44

export interface StripHandle {
  follow: (window: RowWindow) => void
}

type Trouble = 'fail' | 'warn' | null

/** What a rack's mark in the strip speaks of: of firmware what is behind, else what is broken or being mended. */
function troubleOf(rack: RowRack, counts: RackCountsView | undefined): Trouble {
  const own = counts?.racks?.[rack.code]
  if (counts?.by === 'firmware') return (own?.BEHIND ?? 0) > 0 ? 'warn' : null
  if ((own?.CRITICAL ?? rack.states.BROKEN ?? 0) > 0) return 'fail'
  return (own?.WARNING ?? rack.states.REPAIRING ?? 0) > 0 ? 'warn' : null
}

/**
 * The whole row in one line: how full each rack is, where trouble stands, what is in view. Map and scroll bar: press or
 * drag, or the arrows (a rack), Page Up and Down (a window), Home, End.
 */
export function RackStrip(props: {
  ref: Ref<StripHandle>
  racks: readonly RowRack[]
  layout: RowLayout
  counts: RackCountsView | undefined
  found: ReadonlySet<string>
  goTo: (index: number) => void
}) {
  const { ref, racks, layout, counts, found, goTo } = props
  const bar = useRef<HTMLDivElement>(null)
  const seen = useRef<Range>({ from: 0, to: 0 })
  useImperativeHandle(ref, () => ({
    follow: (window) => {
      seen.current = rangeSeen(layout.places, window)
      tell(bar.current, racks, seen.current, { layout, window })
    },
  }))
  const onKeyDown = (event: KeyboardEvent) => {
    const { from, to } = seen.current
    const middle = Math.round((from + to) / 2)
    const steps: Record<string, number> = {
      ArrowLeft: middle - 1,
      ArrowDown: middle - 1,
      ArrowRight: middle + 1,
      ArrowUp: middle + 1,
      PageUp: middle - (to - from),
      PageDown: middle + (to - from),
      Home: 0,
      End: racks.length - 1,
    }
    const index = steps[event.key]
    if (index === undefined) return
    event.preventDefault()
    goTo(Math.max(0, Math.min(racks.length - 1, index)))
  }
  const onPointer = (event: PointerEvent<HTMLDivElement>) => {
    if (event.buttons !== 1) return
    const box = event.currentTarget.getBoundingClientRect()
    if (event.type === 'pointerdown') event.currentTarget.setPointerCapture(event.pointerId)
    goTo(Math.max(0, Math.min(racks.length - 1, Math.floor(((event.clientX - box.left) / box.width) * racks.length))))
  }
  return (
    <div
      ref={bar}
      role="slider"
      tabIndex={0}
      aria-label="Racks in view"
      aria-valuemin={1}
      aria-valuemax={racks.length}
      aria-valuenow={1}
      onKeyDown={onKeyDown}
      style={{ maxWidth: racks.length * 56 }}
      onPointerDown={onPointer}
      onPointerMove={onPointer}
      className="relative mb-2 touch-none select-none rounded-[2px] pt-0.5 pb-1 print:hidden"
    >
      <div
        data-window
        className="absolute inset-y-0 left-0 min-w-1 rounded-[2px] bg-accent-tint shadow-[0_2px_0_var(--accent)]"
      />
      <Bars racks={racks} counts={counts} found={found} />
      <Names racks={racks} layout={layout} />
    </div>
  )
}

/** Says and shows what is in view, without drawing the strip anew: it is told of each scroll. */
function tell(
  bar: HTMLDivElement | null,
  racks: readonly RowRack[],
  { from, to }: Range,
  { layout, window }: { layout: RowLayout; window: RowWindow },
) {
  const mark = bar?.querySelector<HTMLElement>('[data-window]')
  if (bar === null || mark === null || mark === undefined || layout.width === 0) return
  mark.style.left = `${(window.left / layout.width) * 100}%`
  mark.style.width = `${Math.min(1, window.width / layout.width) * 100}%`
  bar.setAttribute('aria-valuenow', String(from + 1))
  bar.setAttribute('aria-valuetext', `${racks[from]?.code ?? ''} to ${racks[to]?.code ?? ''}`)
}

/** All bars as a few paths, 10 wide a rack and stretched: hundreds of racks cost no more than ten. */
function Bars(props: { racks: readonly RowRack[]; counts: RackCountsView | undefined; found: ReadonlySet<string> }) {
  const { racks, counts, found } = props
  const paths = useMemo(() => {
    const drawn = { ground: '', taken: '', found: '', fail: '', warn: '' }
    for (const [i, rack] of racks.entries()) {
      const x = i * 10 + 0.6
      const full = Math.min(1, rack.usedU / rack.heightU) * 16
      drawn.ground += `M${x} 0h8.8v16h-8.8z`
      drawn[found.has(rack.code) ? 'found' : 'taken'] += `M${x} ${16 - full}h8.8v${full}h-8.8z`
      const trouble = troubleOf(rack, counts)
      if (trouble === 'fail') drawn.fail += `M${x} 17h8.8v3h-8.8z`
      // Dashed, so that it differs without its colour.
      if (trouble === 'warn') drawn.warn += `M${x} 17h2.4v3h-2.4zM${x + 3.2} 17h2.4v3h-2.4zM${x + 6.4} 17h2.4v3h-2.4z`
    }
    return drawn
  }, [racks, counts, found])
  return (
    <svg
      aria-hidden="true"
      className="relative block w-full"
      height="20"
      viewBox={`0 0 ${Math.max(1, racks.length) * 10} 20`}
      preserveAspectRatio="none"
    >
      <path d={paths.ground} fill="var(--sunken)" />
      <path d={paths.taken} fill="var(--line2)" />
      <path d={paths.found} fill="var(--accent)" />
      <path d={paths.fail} fill="var(--fail)" />
      <path d={paths.warn} fill="var(--warn)" />
    </svg>
  )
}

/** The racks' names while there is room, else those of the rows, where they begin. */
const Names = memo(function Names({ racks, layout }: { racks: readonly RowRack[]; layout: RowLayout }) {
  const apart = racks.length <= NAMED_APART
  const starts = racks.flatMap((rack, index) =>
    apart || layout.places[index]?.heading !== null ? [{ rack, index }] : [],
  )
  return (
    <div
      aria-hidden
      className="relative grid text-[10px] text-text3 leading-[13px]"
      style={{ gridTemplateColumns: `repeat(${racks.length}, minmax(0, 1fr))` }}
    >
      {starts.map(({ rack, index }, at) => (
        <span
          key={rack.code}
          className={classNames(
            'mono overflow-hidden whitespace-nowrap',
            apart ? 'text-center' : 'border-line2 border-l pl-px',
          )}
          style={{ gridColumn: `${index + 1} / ${(starts[at + 1]?.index ?? racks.length) + 1}` }}
        >
          {apart ? shortCode(rack.code) : (rack.row ?? rack.datacenter)}
        </span>
      ))}
    </div>
  )
})
