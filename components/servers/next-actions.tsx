'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { NewTicketDialog } from '@/components/tickets/new-ticket-dialog'
import { Button } from '@/components/ui/button'
import { ProblemNote } from '@/components/ui/problem-note'
import { endHold } from '@/lib/actions/inventory-actions'
import { useCommand } from '@/lib/client/use-command'
import type { ServerView } from '@/lib/contracts/inventory/server'
import type { ServerAction } from '@/lib/domain/server-actions'
import { HoldDialog } from './hold-dialog'
import { MoveDialog } from './move-dialog'
import { PowerDialog } from './power-dialog'
import { serverChanges } from './server-changes'
import { type NextAction, nextActions, type ServerLocks } from './server-facts'
import { TransitionDialog } from './transition-dialog'

/**
 * What can be done with a server now, one line each; what can't follows, locked, with the reason beside it. `only`: some of it,
 * where a page is about those.
 */
export function NextActions(props: { server: ServerView; locks: ServerLocks; only?: readonly ServerAction[] }) {
  const { server, locks, only } = props
  const [open, setOpen] = useState<NextAction | null>(null)
  const actions = nextActions(server, locks).filter(({ action }) => only?.includes(action) ?? true)
  const close = () => setOpen(null)
  const ending = useCommand(endHold, { changes: () => serverChanges(server) })
  const run = (action: NextAction) => {
    if (action.action !== 'end-hold') setOpen(action)
    else if (server.hold !== undefined) void ending.run({ id: server.hold.id })
  }
  return (
    <>
      <ul id="next-actions" className="flex scroll-mt-24 flex-col gap-1.5">
        {actions.map((action) => (
          <li key={action.action} className="min-w-0">
            <Button
              glyph={action.glyph}
              look={action.danger ? 'danger' : 'plain'}
              className="w-[172px] justify-start! glove:w-[200px]"
              disabledReason={action.disabledReason}
              busy={action.action === 'end-hold' && ending.pending}
              onClick={() => run(action)}
            >
              {action.label}
            </Button>
          </li>
        ))}
      </ul>
      <ProblemNote problem={ending.problem} className="mt-2" />
      {open === null ? null : <ActionDialog server={server} open={open} onClose={close} />}
    </>
  )
}

/** The dialog of one action on a server. */
export function ActionDialog({ server, open, onClose }: { server: ServerView; open: NextAction; onClose: () => void }) {
  const router = useRouter()
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
          onOpened={(number) => router.push(`/tickets/${encodeURIComponent(number)}`)}
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
