'use client'

import { deleteOrder } from '@/lib/actions/planning-actions'
import { cancelOrder } from '@/lib/actions/provisioning-actions'
import type { Problem } from '@/lib/client/problem'
import { useCommand } from '@/lib/client/use-command'
import type { OrderView } from '@/lib/contracts/planning/order'

type Discardable = Pick<OrderView, 'number' | 'status'>

/** Ends an order that holds nothing: a draft is deleted, one that was planned is cancelled, as its plan is history. */
export function useDiscard(onDone?: () => void): {
  discard: (order: Discardable, reason: string) => Promise<void>
  pending: boolean
  problem: Problem | null
} {
  const options = { leaves: true, ...(onDone === undefined ? {} : { onDone }) }
  const deleting = useCommand(deleteOrder, options)
  const cancelling = useCommand(cancelOrder, options)
  return {
    discard: async ({ number, status }, reason) => {
      if (status === 'DRAFT') await deleting.run({ number })
      else await cancelling.run({ number, reason })
    },
    pending: deleting.pending || cancelling.pending,
    problem: deleting.problem ?? cancelling.problem,
  }
}
