'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogFooter } from '@/components/ui/dialog'
import { CheckField } from '@/components/ui/field'
import { ProblemNote } from '@/components/ui/problem-note'
import { startRepair } from '@/lib/actions/ticket-actions'
import { useCommand } from '@/lib/client/use-command'
import type { TicketView } from '@/lib/contracts/tickets/ticket'
import { isPromised } from '@/lib/domain/server-state'
import { serverWords } from '@/lib/domain/state-words'
import { needsServerOut } from '@/lib/domain/tickets/repair'

/** What becomes of the server when a repair that takes it out of service starts. */
function outcomeWords({ server, serverState }: TicketView): string {
  const word = serverWords[serverState].word.toLowerCase()
  if (serverState === 'REPAIRING') return `${server} is ${word} already.`
  if (isPromised(serverState))
    return `${server} is ${word}: its order loses it, and is degraded until it gets a substitute. You are asked once more.`
  return `${server} is ${word} and becomes ${serverWords.REPAIRING.word.toLowerCase()}; done gives it back.`
}

/** Starting with the server taken out of service, and the question where an order uses it. */
export function useStartOut(number: string, onDone: (ticket: TicketView) => void) {
  const [asking, setAsking] = useState<string | null>(null)
  const command = useCommand(startRepair, {
    changes: (ticket) => [
      { entity: 'ticket', key: number },
      { entity: 'server', key: ticket.server },
    ],
    onDone: (ticket) => {
      setAsking(null)
      onDone(ticket)
    },
    onProblem: (problem) => setAsking(problem.code === 'in-use' ? problem.detail : null),
  })
  const run = (acceptLoss: boolean) => void command.run({ number, outOfService: true, acceptLoss })
  return { asking, close: () => setAsking(null), command, run }
}

export function OutOfServiceCheck(props: {
  ticket: TicketView
  checked: boolean
  onChange: (checked: boolean) => void
}) {
  const { ticket, checked, onChange } = props
  // It is in repair with the ticket, whatever one says here.
  if (ticket.serverState === 'BROKEN') return <p className="mb-2 text-pretty text-text2">{outcomeWords(ticket)}</p>
  return (
    <CheckField
      label="Take the server out of service for it"
      hint={
        checked
          ? outcomeWords(ticket)
          : needsServerOut(ticket.type)
            ? 'Memory is swapped with the power off.'
            : undefined
      }
      checked={checked}
      onChange={(event) => onChange(event.target.checked)}
      className="mb-2"
    />
  )
}

/** An order uses the server: what is lost, and the two ways on. */
export function LossDialog({ start }: { start: ReturnType<typeof useStartOut> }) {
  return (
    <Dialog
      title="An order uses this server"
      description={start.asking}
      open={start.asking !== null}
      onClose={start.close}
    >
      <DialogFooter>
        <Button onClick={start.close}>Leave it in service</Button>
        <Button look="danger" busy={start.command.pending} onClick={() => start.run(true)}>
          Take it from its order
        </Button>
      </DialogFooter>
    </Dialog>
  )
}

/** It was started without taking the server out of service, and as a rule that is needed. */
export function OutOfServiceNotice(props: {
  ticket: TicketView
  lock: string | null
  onDone: (ticket: TicketView) => void
}) {
  const { ticket, lock, onDone } = props
  const start = useStartOut(ticket.number, onDone)
  if (ticket.outOfService || ticket.serverState === 'REPAIRING' || !needsServerOut(ticket.type)) return null
  return (
    <div className="mb-2 flex flex-wrap items-center gap-2">
      <p className="min-w-40 flex-1 text-pretty font-medium text-warn-x">
        {ticket.server} is {serverWords[ticket.serverState].word.toLowerCase()}: this is swapped with the power off.
      </p>
      <Button glyph="wrench" busy={start.command.pending} disabledReason={lock} onClick={() => start.run(false)}>
        Take it out of service
      </Button>
      {start.asking === null ? <ProblemNote problem={start.command.problem} className="empty:hidden" /> : null}
      <LossDialog start={start} />
    </div>
  )
}
