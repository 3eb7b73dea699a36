'use client'

import dynamic from 'next/dynamic'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { ProblemNote } from '@/components/ui/problem-note'
import { endHold } from '@/lib/actions/inventory-actions'
import { useCommand } from '@/lib/client/use-command'
import type { ServerView } from '@/lib/contracts/inventory/server'
import type { ServerAction } from '@/lib/domain/server-actions'
import { serverChanges } from './server-changes'
import { type NextAction, nextActions, type ServerLocks } from './server-facts'

/** Of each button in the list of what can be done. */
export const actionWidth = 'w-[172px] justify-start! glove:w-[200px]'

/** Fetched when one is first opened. */
const ActionDialog = dynamic(() => import('./action-dialog').then((module) => module.ActionDialog), { ssr: false })

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
      <div className="@container">
        <ul id="next-actions" className="grid scroll-mt-24 gap-1.5 @[640px]:grid-cols-2">
          {actions.map((action) => (
            <li key={action.action} className="min-w-0">
              <Button
                glyph={action.glyph}
                look={action.danger ? 'danger' : 'plain'}
                className={actionWidth}
                disabledReason={action.disabledReason}
                reasonAt="room"
                busy={action.action === 'end-hold' && ending.pending}
                onClick={() => run(action)}
              >
                {action.label}
              </Button>
            </li>
          ))}
        </ul>
      </div>
      <ProblemNote problem={ending.problem} className="mt-2" />
      {open === null ? null : <ActionDialog server={server} open={open} onClose={close} />}
    </>
  )
}
