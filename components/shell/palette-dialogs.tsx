'use client'

import { ConfirmDialog } from '@/components/orders/confirm-dialog'
import { ActionDialog } from '@/components/servers/action-dialog'
import { NewTicketDialog } from '@/components/tickets/new-ticket-dialog'
import { WontFixDialog } from '@/components/tickets/wont-fix-dialog'
import { useGo } from '@/lib/client/use-go'
import type { PaletteIntent } from './palette-intents'

/** The dialog of an action that was chosen in the palette, over whatever page is open. What needs none shows nothing. */
export function PaletteDialogs(props: {
  intent: PaletteIntent | null
  onClose: () => void
  /** Why a ticket is left undone. */
  onWontFix: (note: string) => void
}) {
  const { intent, onClose, onWontFix } = props
  const go = useGo()
  switch (intent?.on) {
    case 'server':
      return <ActionDialog server={intent.server} open={intent.action} onClose={onClose} />
    case 'order':
      return <ConfirmDialog order={intent.order} firmware={null} action={intent.action} onClose={onClose} />
    case 'ticket':
      return intent.move === 'wont-fix' ? (
        <WontFixDialog ticket={intent.ticket} onClose={onClose} onConfirm={onWontFix} />
      ) : null
    case 'new-ticket':
      return (
        <NewTicketDialog open onClose={onClose} onOpened={(number) => go(`/tickets/${encodeURIComponent(number)}`)} />
      )
    default:
      return null
  }
}
