'use client'

import { useEffect, useRef, useState } from 'react'
import { Button, ButtonLink } from '@/components/ui/button'
import { DialogFooter } from '@/components/ui/dialog'
import { ProblemNote } from '@/components/ui/problem-note'
import type { BulkChangeView } from '@/lib/contracts/inventory/bulk-change'
import { isActiveBulkChange } from '@/lib/domain/bulk-changes/bulk-change-state'
import { awaitChange } from './awaited-changes'
import { BulkChangeProgress } from './bulk-change-progress'
import { useBulkChange } from './use-bulk-change'

/** In the dialog that began it: the worker goes on when it is closed, and its page says how far it is. */
export function BulkChangeRun({ begun, onClose }: { begun: BulkChangeView; onClose: () => void }) {
  const [first] = useState({ ...begun, reasons: [] })
  const { view, problem, cancel } = useBulkChange(first)
  const active = isActiveBulkChange(view.status)
  const running = useRef(active)
  running.current = active
  // Closed before its end, the end is told of on whatever page one is on by then.
  useEffect(
    () => () => {
      if (running.current) awaitChange(begun.id)
    },
    [begun.id],
  )
  return (
    <div className="flex flex-col gap-3">
      <BulkChangeProgress view={view} />
      {active ? (
        <p className="text-small text-text2">It goes on when this is closed, and you are told when it has ended.</p>
      ) : null}
      <ProblemNote problem={cancel.problem ?? problem} />
      <DialogFooter>
        <ButtonLink look="quiet" href={`/bulk-changes/${view.id}`}>
          Its page
        </ButtonLink>
        {active ? (
          <Button busy={cancel.pending} onClick={() => void cancel.run({ id: view.id })}>
            Stop
          </Button>
        ) : null}
        <Button look="primary" onClick={onClose}>
          Close
        </Button>
      </DialogFooter>
    </div>
  )
}
