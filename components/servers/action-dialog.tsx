'use client'

import { NewTicketDialog } from '@/components/tickets/new-ticket-dialog'
import { useGo } from '@/lib/client/use-go'
import type { ServerView } from '@/lib/contracts/inventory/server'
import { HoldDialog } from './hold-dialog'
import { MoveDialog } from './move-dialog'
import { PowerDialog } from './power-dialog'
import type { NextAction } from './server-facts'
import { TransitionDialog } from './transition-dialog'

/** The dialog of one action on a server. */
export function ActionDialog({ server, open, onClose }: { server: ServerView; open: NextAction; onClose: () => void }) {
  const go = useGo()
  switch (open.action) {
    case 'scan-into-rack':
      return <MoveDialog server={server} into="rack" onClose={onClose} />
    case 'scan-into-warehouse':
      return <MoveDialog server={server} into="warehouse" onClose={onClose} />
    case 'place-hold':
      return <HoldDialog server={server} onClose={onClose} />
    case 'power':
      return <PowerDialog server={server} onClose={onClose} />
    case 'open-ticket':
      return (
        <NewTicketDialog
          open
          server={server.barcode}
          onClose={onClose}
          onOpened={(number) => go(`/tickets/${encodeURIComponent(number)}`)}
        />
      )
    case 'end-hold':
      return null
    default:
      return open.to === undefined ? null : (
        <TransitionDialog
          server={server}
          action={open.action}
          title={open.label.replace('…', '')}
          to={open.to}
          onClose={onClose}
        />
      )
  }
}
