'use client'

import { RefusedGroups } from '@/components/servers/refused-groups'
import { Progress } from '@/components/ui/progress'
import type { BulkChangeDetailView } from '@/lib/contracts/inventory/bulk-change'
import { isActiveBulkChange } from '@/lib/domain/bulk-changes/bulk-change-state'
import { useTimeLeft } from '../imports/use-time-left'
import { countsInWords } from './bulk-change-words'

/** How far a worker is with a change of many servers, and why servers were refused. */
export function BulkChangeProgress({ view }: { view: BulkChangeDetailView }) {
  const { status, total, done, already, refused, reasons } = view
  const over = done + already + refused
  const left = useTimeLeft({ status, done: over, rows: total })
  const words = countsInWords(view)
  return (
    <div className="flex flex-col gap-2">
      <p role="status" className="font-semibold tabular-nums">
        {words}
      </p>
      <Progress value={over} max={total} label={words} tone={refused > 0 ? 'warn' : 'work'} />
      {left === null || !isActiveBulkChange(status) ? null : <p className="text-small text-text2">{left}</p>}
      <div className="text-small">
        <RefusedGroups label="Refused" groups={reasons} />
      </div>
    </div>
  )
}
