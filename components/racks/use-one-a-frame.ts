'use client'

import { useEffect, useState } from 'react'

/**
 * Of what is wanted, what may be drawn: all at first, then one more with each frame, so that no frame has the work of
 * many. What is no longer wanted has to wait again.
 */
export function useOneAFrame(wanted: readonly string[]): ReadonlySet<string> {
  const [drawn, setDrawn] = useState<ReadonlySet<string>>(() => new Set(wanted))
  useEffect(() => {
    const next = wanted.find((one) => !drawn.has(one))
    if (next === undefined) return
    const frame = requestAnimationFrame(() =>
      setDrawn((now) => new Set([...wanted.filter((one) => now.has(one)), next])),
    )
    return () => cancelAnimationFrame(frame)
  }, [wanted, drawn])
  return drawn
}
