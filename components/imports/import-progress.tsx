'use client'

import { useEffect, useState } from 'react'
import { formatCount } from '@/components/ui/numbers'
import { Progress } from '@/components/ui/progress'
import type { ImportView } from '@/lib/contracts/imports/import'
import { leftInWords, type Sample, secondsLeft } from './time-left'

/** How far a running import is, and how long it still takes at its pace since this page first saw it in this pass. */
export function ImportProgress({ view }: { view: ImportView }) {
  const { status, done } = view
  const [seen, setSeen] = useState<{ first: Sample; last: Sample } | null>(null)
  useEffect(() => {
    const last = { status, done, at: performance.now() }
    setSeen((before) =>
      before === null || before.first.status !== status || before.first.done > done
        ? { first: last, last }
        : { first: before.first, last },
    )
  }, [status, done])
  const rows = view.rows ?? 0
  const left = rows === 0 || seen === null ? null : secondsLeft(seen.first, seen.last, rows)
  const word = view.status === 'WRITING' ? 'written' : 'checked'
  const text =
    rows === 0
      ? status === 'QUEUED'
        ? 'Waits for a worker'
        : 'The file is read'
      : `${formatCount(view.done)} of ${formatCount(rows)} rows ${word}`
  return (
    <div className="px-4 pb-3">
      <Progress value={view.done} max={Math.max(1, rows)} label={text} />
      <p className="mt-1.5 flex flex-wrap gap-x-3 text-small text-text2 tabular-nums">
        <span>{text}</span>
        {left === null ? null : <span>{leftInWords(left)}</span>}
      </p>
    </div>
  )
}
