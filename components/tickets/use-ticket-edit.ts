'use client'

import { useState } from 'react'
import { editTicket } from '@/lib/actions/ticket-actions'
import { type Command, useCommand } from '@/lib/client/use-command'
import type { TicketView } from '@/lib/contracts/tickets/ticket'
import type { PendingChange } from './board-view'
import { expectedChange, type TicketEdit } from './ticket-moves'

/**
 * Edits tickets at once on the screen: `pending` lies over what the lists say until they say it themselves; a refusal
 * takes it away again and a toast gives the server's reason.
 */
export function useTicketEdit(onDone?: (ticket: TicketView) => void): {
  pending: ReadonlyMap<string, PendingChange>
  command: Command<TicketEdit, TicketView>
} {
  const [pending, setPending] = useState<ReadonlyMap<string, PendingChange>>(new Map())
  const lay = (number: string, change: PendingChange | null) =>
    setPending((before) => {
      const after = new Map(before)
      if (change === null) after.delete(number)
      else after.set(number, change)
      return after
    })
  const command = useCommand<TicketEdit, TicketView>(editTicket, {
    optimistic: (input) => {
      lay(input.number, { kind: 'asked', change: expectedChange(input, new Date().toISOString()) })
      return () => lay(input.number, null)
    },
    changes: (ticket) => [{ entity: 'ticket', key: ticket.number }],
    onDone: (ticket) => {
      lay(ticket.number, { kind: 'answered', ticket })
      onDone?.(ticket)
    },
    rollbackTitle: (input) => `${input.number} stays as it was`,
  })
  return { pending, command }
}
