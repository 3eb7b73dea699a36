'use client'

import { formatCount } from '@/components/ui/numbers'
import { Progress } from '@/components/ui/progress'
import type { ImportView } from '@/lib/contracts/imports/import'
import { useTimeLeft } from './use-time-left'

/** How far a running import is, and how long it still takes at its pace since this page first saw it in this pass. */
export function ImportProgress({ view }: { view: ImportView }) {
  const rows = view.rows ?? 0
  const left = useTimeLeft({ status: view.status, done: view.done, rows })
  const word = view.status === 'WRITING' ? 'written' : 'checked'
  const text =
    rows === 0
      ? view.status === 'QUEUED'
        ? 'Waits for a worker'
        : 'The file is read'
      : `${formatCount(view.done)} of ${formatCount(rows)} rows ${word}`
  return (
    <div className="px-4 pb-3">
      <Progress value={view.done} max={Math.max(1, rows)} label={text} />
      <p className="mt-1.5 flex flex-wrap gap-x-3 text-small text-text2 tabular-nums">
        <span>{text}</span>
        {left === null ? null : <span>{left}</span>}
      </p>
    </div>
  )
}
