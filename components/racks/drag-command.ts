'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { serverChanges } from '@/components/servers/server-changes'
import { scanServer } from '@/lib/actions/inventory-actions'
import { notifyUndo } from '@/lib/client/notify'
import type { Problem } from '@/lib/client/problem'
import { useCommand } from '@/lib/client/use-command'
import { unitsInWords } from '@/lib/domain/rack-space'
import { type Carried, isUndoable, type StandsAt } from './drag-carried'
import { showMove } from './drag-moves'

const placeWords = (to: StandsAt, heightU: number) =>
  'rack' in to ? `${to.rack} ${unitsInWords(to.u, heightU)}` : to.warehouse

/**
 * Puts a server down: the scan that a hand scanner would send. It is seen at once and taken back with the server's reason when it
 * is refused; what went well can be undone, by a scan back.
 */
export function useDragCommand(): {
  move: (carried: Carried, to: StandsAt, options?: { overPlanned?: boolean }) => Promise<Problem | null>
  pending: boolean
} {
  const client = useQueryClient()
  const inHand = useRef(new Map<string, { carried: Carried; to: StandsAt }>())
  const command = useCommand(scanServer, {
    optimistic: ({ barcode }) => {
      const move = inHand.current.get(barcode)
      return move === undefined ? () => {} : showMove(client, move.carried, move.to)
    },
    changes: ({ server }) => serverChanges(server),
    rollbackTitle: ({ barcode }) => `${barcode} is back where it was`,
  })

  const send = async (carried: Carried, to: StandsAt, options: { overPlanned?: boolean }): Promise<Problem | null> => {
    inHand.current.set(carried.barcode, { carried, to })
    const outcome = await command.run({ barcode: carried.barcode, location: to, ...options })
    return outcome.ok ? null : outcome.problem
  }

  const move = async (carried: Carried, to: StandsAt, options: { overPlanned?: boolean } = {}) => {
    const problem = await send(carried, to, options)
    const { from } = carried
    if (problem === null && from !== null && isUndoable(carried)) {
      const back = { ...carried, from: to }
      notifyUndo(`${carried.barcode} is in ${placeWords(to, carried.heightU)}`, () => void send(back, from, {}))
    }
    return problem
  }
  return { move, pending: command.pending }
}
