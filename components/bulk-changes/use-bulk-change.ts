'use client'

import { useState } from 'react'
import { cancelBulkChange } from '@/lib/actions/lifecycle-actions'
import type { Problem } from '@/lib/client/problem'
import { type Command, useCommand } from '@/lib/client/use-command'
import { useFresh } from '@/lib/client/use-fresh'
import type { BulkChangeDetailView, BulkChangeView } from '@/lib/contracts/inventory/bulk-change'
import { isActiveBulkChange } from '@/lib/domain/bulk-changes/bulk-change-state'
import { bulkChangeQuery } from './bulk-change-queries'

const POLL_MS = 1_000

/** One bulk change, asked about again and again while a worker is at it, and its cancelling. */
export function useBulkChange(first: BulkChangeDetailView): {
  view: BulkChangeDetailView
  problem: Problem | null
  pollMs: number | false
  cancel: Command<{ id: string }, BulkChangeView>
} {
  const [active, setActive] = useState(isActiveBulkChange(first.status))
  const pollMs = active ? POLL_MS : false
  const { view, problem } = useFresh(first, { ...bulkChangeQuery(first.id), pollMs })
  if (isActiveBulkChange(view.status) !== active) setActive(!active)
  const cancel = useCommand(cancelBulkChange, { changes: ({ id }) => [{ entity: 'bulk-change', key: id }] })
  return { view, problem, pollMs, cancel }
}
