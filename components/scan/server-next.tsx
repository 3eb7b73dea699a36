'use client'

import { useQuery } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { serverChanges } from '@/components/servers/server-changes'
import { type NextAction, nextActions } from '@/components/servers/server-facts'
import { serverQuery } from '@/components/servers/server-queries'
import { Button } from '@/components/ui/button'
import { ProblemNote } from '@/components/ui/problem-note'
import { ToneMark } from '@/components/ui/tone-mark'
import { endHold } from '@/lib/actions/inventory-actions'
import { apiGet } from '@/lib/client/api-fetch'
import { problemOf } from '@/lib/client/problem'
import { queryKeys } from '@/lib/client/query-keys'
import { useCommand } from '@/lib/client/use-command'
import type { ServerView } from '@/lib/contracts/inventory/server'
import type { Page } from '@/lib/contracts/paging'
import type { TicketView } from '@/lib/contracts/tickets/ticket'
import type { ServerAction } from '@/lib/domain/server-actions'
import type { ServerState } from '@/lib/domain/server-state'
import { serverWords } from '@/lib/domain/server-words'
import { NextGrid, nextButton } from './next-grid'
import type { NextLocks } from './next-locks'
import { TicketNext } from './ticket-next'

const ActionDialog = dynamic(() => import('@/components/servers/action-dialog').then((module) => module.ActionDialog), {
  ssr: false,
})

/** What most people want who scan a server in this state. */
const mainStep: Partial<Record<ServerState, ServerAction>> = {
  NEW: 'scan-into-warehouse',
  IN_TRANSIT: 'scan-into-warehouse',
  IN_WAREHOUSE: 'scan-into-rack',
  BROKEN: 'start-repair',
  REPAIRING: 'finish-repair',
}

/** What may be done with a server now; below it, what may not, with the reason. `unfolded`: that is shown at once. */
export function ServerNext(props: { barcode: string; locks: NextLocks; unfolded: boolean; onSettled: () => void }) {
  const { barcode, locks, unfolded, onSettled } = props
  const server = useQuery(serverQuery(barcode))
  const ticket = useLiveTicket(barcode)
  const known = server.data
  if (server.isError) return <ProblemNote problem={problemOf(server.error)} className="mx-4 my-3" />
  // Buttons that move when the ticket comes would be missed by a thumb.
  if (known === undefined || ticket === undefined)
    return <div aria-busy className="min-h-[76px] border-line border-b" />
  return <Moves server={known} ticket={ticket} locks={locks} unfolded={unfolded} onSettled={onSettled} />
}

/** The ticket that is worked on, else the newest that waits; null where there is none. */
function useLiveTicket(server: string): TicketView | null | undefined {
  const params = { server, status: ['IN_PROGRESS', 'OPEN'], limit: 10 }
  const { data, isError } = useQuery({
    queryKey: queryKeys.list('ticket', params),
    queryFn: ({ signal }) => apiGet<Page<TicketView>>('/tickets', params, signal),
  })
  if (isError) return null
  return data && (data.items.find(({ status }) => status === 'IN_PROGRESS') ?? data.items[0] ?? null)
}

function Moves(props: {
  server: ServerView
  ticket: TicketView | null
  locks: NextLocks
  unfolded: boolean
  onSettled: () => void
}) {
  const { server, ticket, locks, unfolded, onSettled } = props
  const [open, setOpen] = useState<NextAction | null>(null)
  const ending = useCommand(endHold, { changes: () => serverChanges(server) })
  const actions = nextActions(server, locks.server)
  const refused = actions.filter(({ disabledReason }) => disabledReason !== null)
  const run = (action: NextAction) => {
    if (action.action !== 'end-hold') setOpen(action)
    else if (server.hold !== undefined) void ending.run({ id: server.hold.id })
  }
  const close = () => {
    setOpen(null)
    // After the dialog has given the focus back: what is scanned next would press that button.
    setTimeout(onSettled)
  }
  return (
    <>
      <NextGrid label={`What can be done with ${server.barcode}`}>
        <p className="col-span-2 flex items-center gap-2 text-text2">
          Now <ToneMark mark={serverWords[server.state]} />
        </p>
        {ticket === null ? null : <TicketNext ticket={ticket} locks={locks} />}
        {actions
          .filter(({ disabledReason }) => disabledReason === null)
          .map((action) => (
            <Button
              key={action.action}
              {...nextButton}
              glyph={action.glyph}
              look={lookOf(action, ticket === null && mainStep[server.state] === action.action)}
              busy={action.action === 'end-hold' && ending.pending}
              onClick={() => run(action)}
            >
              {action.label}
            </Button>
          ))}
        <ProblemNote problem={ending.problem} className="col-span-2" />
      </NextGrid>
      {refused.length === 0 ? null : <Refused actions={refused} unfolded={unfolded} />}
      {open === null ? null : <ActionDialog server={server} open={open} onClose={close} />}
    </>
  )
}

const lookOf = ({ danger }: NextAction, main: boolean) => (danger ? 'danger' : main ? 'primary' : 'plain')

function Refused({ actions, unfolded }: { actions: readonly NextAction[]; unfolded: boolean }) {
  return (
    <details open={unfolded} className="border-line border-b px-4 py-1">
      <summary className="flex min-h-11 cursor-pointer items-center text-text2">
        {`${actions.length} more, and why not now`}
      </summary>
      <ul className="flex flex-col gap-2 pb-3">
        {actions.map(({ action, label, glyph, disabledReason }) => (
          <li key={action} className="[&>span]:flex! [&>span>button]:w-[44%]">
            <Button {...nextButton} glyph={glyph} disabledReason={disabledReason}>
              {label}
            </Button>
          </li>
        ))}
      </ul>
    </details>
  )
}
