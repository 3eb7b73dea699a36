'use client'

import { useEffect, useState } from 'react'
import { leftInWords, type Sample, secondsLeft } from './time-left'

/** How long a worker still takes at its pace since this page first saw it in this pass; null while that cannot be told. */
export function useTimeLeft({ status, done, rows }: { status: string; done: number; rows: number }): string | null {
  const [seen, setSeen] = useState<{ first: Sample; last: Sample } | null>(null)
  useEffect(() => {
    const last = { status, done, at: performance.now() }
    setSeen((before) =>
      before === null || before.first.status !== status || before.first.done > done
        ? { first: last, last }
        : { first: before.first, last },
    )
  }, [status, done])
  const left = rows === 0 || seen === null ? null : secondsLeft(seen.first, seen.last, rows)
  return left === null ? null : leftInWords(left)
}
