'use client'

import { type RefObject, useCallback, useEffect, useState } from 'react'
import { type Range, type RowLayout, rangeSeen, seenWidth } from './row-layout'

/** Racks drawn beyond either edge of the window, so that they are there before they are seen. */
const BEYOND = 2
const NOTHING: Range = { from: 0, to: -1 }

export interface RowWindow {
  left: number
  width: number
}

/**
 * Which racks of the row are drawn, as it scrolls. `onMove` is told of each scroll, for what follows it without being drawn
 * anew. Before the browser has said anything, the first `initially` racks are. `look` looks at once, for who scrolled it by hand.
 */
export function useRowWindow(
  scroller: RefObject<HTMLDivElement | null>,
  layout: RowLayout,
  options: { initially: number; onMove: (window: RowWindow) => void },
): { range: Range; look: () => void } {
  const { initially, onMove } = options
  const [range, setRange] = useState<Range>(() => ({ from: 0, to: Math.min(initially, layout.places.length) - 1 }))
  const look = useCallback(() => {
    const box = scroller.current
    if (box === null) return
    const seen = { left: box.scrollLeft, width: seenWidth(box) }
    onMove(seen)
    // Hidden, as on a phone, it shows nothing, and nothing is asked for it.
    const next = seen.width === 0 ? NOTHING : rangeSeen(layout.places, seen, BEYOND)
    setRange((now) => (now.from === next.from && now.to === next.to ? now : next))
  }, [scroller, layout, onMove])
  useEffect(() => {
    const box = scroller.current
    if (box === null) return
    const sizes = new ResizeObserver(look)
    sizes.observe(box)
    box.addEventListener('scroll', look, { passive: true })
    return () => {
      sizes.disconnect()
      box.removeEventListener('scroll', look)
    }
  }, [scroller, look])
  return { range, look }
}
