'use client'

import { useEffect, useState } from 'react'
import { clockText } from '@/components/ui/time-text'

/** The time everything here is told in. */
export function UtcClock() {
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 1_000)
    return () => clearInterval(timer)
  }, [])
  return (
    // The second on the server and the second in the browser differ; that is what a clock does.
    <span className="mono whitespace-nowrap text-small text-text2 max-wide:hidden" suppressHydrationWarning>
      {clockText(now, true)} UTC
    </span>
  )
}
