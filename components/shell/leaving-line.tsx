'use client'

import { useEffect, useState } from 'react'
import { useIsLeaving } from '@/lib/client/use-go'

/** A page that is there by then needs no word. */
const SOON_MS = 300

/** At the foot of the header, while the next page is awaited: the one that is left stays, and can be used, until it comes. */
export function LeavingLine() {
  const leaving = useIsLeaving()
  const [late, setLate] = useState(false)
  useEffect(() => {
    if (!leaving) return
    const timer = setTimeout(() => setLate(true), SOON_MS)
    return () => {
      clearTimeout(timer)
      setLate(false)
    }
  }, [leaving])
  return (
    <span role="status" className="absolute inset-x-0 -bottom-px h-0.5 overflow-hidden">
      {late ? (
        <span className="block h-full w-2/5 animate-[busy_1.1s_linear_infinite] bg-accent motion-reduce:w-full motion-reduce:animate-none!">
          <span className="sr-only">Loading</span>
        </span>
      ) : null}
    </span>
  )
}
