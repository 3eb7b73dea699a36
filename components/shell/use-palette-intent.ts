'use client'

import { useState } from 'react'
import { moveInput } from '@/components/tickets/ticket-moves'
import { endHold } from '@/lib/actions/inventory-actions'
import { editTicket } from '@/lib/actions/ticket-actions'
import { notifyDone, notifyRollback } from '@/lib/client/notify'
import { useCommand } from '@/lib/client/use-command'
import type { PaletteIntent } from './palette-intents'
import { chooseTheme } from './preferences'

const DONE = {
  take: 'is yours',
  start: 'is in progress',
  close: 'is done',
  'put-back': 'is open again',
  'wont-fix': 'will not be fixed',
} as const

/**
 * Does what was chosen in the palette: at once where it needs nothing more, and says so, as its page may not be the one that is
 * open; the others wait as `intent` for their dialog.
 */
export function usePaletteIntent(me: string, showKeys: () => void) {
  const [intent, setIntent] = useState<PaletteIntent | null>(null)
  const ticket = useCommand(editTicket, { changes: ({ number }) => [{ entity: 'ticket', key: number }] })
  const hold = useCommand(endHold)

  const move = async (asked: Extract<PaletteIntent, { on: 'ticket' }>, note?: string) => {
    const outcome = await ticket.run(moveInput(asked.ticket, asked.move, me, note))
    if (outcome.ok) notifyDone(`${asked.ticket.number} ${DONE[asked.move]}`)
    else notifyRollback(outcome.problem, { title: `${asked.ticket.number} stays as it was` })
  }

  const release = async ({ server }: Extract<PaletteIntent, { on: 'server' }>) => {
    if (server.hold === undefined) return
    const outcome = await hold.run({ id: server.hold.id })
    if (outcome.ok) notifyDone(`${server.barcode} is no longer held`)
    else notifyRollback(outcome.problem, { title: `${server.barcode} is still held` })
  }

  const choose = (asked: PaletteIntent) => {
    if (asked.on === 'keys') showKeys()
    else if (asked.on === 'theme') chooseTheme(asked.theme)
    else if (asked.on === 'ticket' && asked.move !== 'wont-fix') void move(asked)
    else if (asked.on === 'server' && asked.action.action === 'end-hold') void release(asked)
    else setIntent(asked)
  }

  const wontFix = (note: string) => {
    if (intent?.on === 'ticket') void move(intent, note)
    setIntent(null)
  }
  return { intent, choose, wontFix, close: () => setIntent(null) }
}
