'use client'

import { createOrder } from '@/lib/actions/planning-actions'
import type { Problem } from '@/lib/client/problem'
import { useCommand } from '@/lib/client/use-command'
import type { OrderView } from '@/lib/contracts/planning/order'
import { type Draft, orderInput } from './order-draft'
import { useDiscard } from './use-discard'

export interface AskAnew {
  /** Makes an order of the draft; the one before it goes, and what was kept while it was typed. Returns its number, or null where it was refused. */
  askAnew: (draft: Draft, kept?: string) => Promise<string | null>
  /** Two orders in place of one: what can be served now, and the rest. Both or none. Returns the first one's number. */
  split: (part: Draft, rest: Draft) => Promise<string | null>
  pending: boolean
  problem: Problem | null
}

/** What an order asks for is fixed: asking for something else makes a new one, and the draft before it goes. */
export function useAskAnew(order: OrderView | null): AskAnew {
  const making = useCommand(createOrder, {
    leaves: true,
    changes: (made) => [{ entity: 'order', key: made.number }],
  })
  const discarding = useDiscard()
  const askAnew = async (draft: Draft, kept?: string) => {
    const made = await making.run({ ...orderInput(draft), ...(kept === undefined ? {} : { sketch: kept }) })
    if (!made.ok) return null
    if (order !== null) await discarding.discard(order, `Asked anew as ${made.data.number}`)
    return made.data.number
  }
  const split = async (part: Draft, rest: Draft) => {
    const first = await making.run(orderInput(part))
    if (!first.ok) return null
    const second = await making.run(orderInput(rest))
    if (!second.ok) {
      await discarding.discard(first.data, 'Its other half could not be made')
      return null
    }
    const reason = `Split into ${first.data.number} and ${second.data.number}`
    if (order !== null) await discarding.discard(order, reason)
    return first.data.number
  }
  return {
    askAnew,
    split,
    pending: making.pending || discarding.pending,
    problem: making.problem ?? discarding.problem,
  }
}
