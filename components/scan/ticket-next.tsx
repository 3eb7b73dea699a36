'use client'

import { type Move, moveInput, movesOf } from '@/components/tickets/ticket-moves'
import { Button, ButtonLink } from '@/components/ui/button'
import { ProblemNote } from '@/components/ui/problem-note'
import { editTicket } from '@/lib/actions/ticket-actions'
import { useCommand } from '@/lib/client/use-command'
import { useGo } from '@/lib/client/use-go'
import type { TicketView } from '@/lib/contracts/tickets/ticket'
import { nextButton } from './next-grid'
import type { NextLocks } from './next-locks'

const changes = ({ number, server }: TicketView) => [
  { entity: 'ticket', key: number },
  { entity: 'server', key: server },
]

/** A live ticket: begin its repair (and on to its steps) or go on with it; take it. Each refused one with its reason. */
export function TicketNext({ ticket, locks }: { ticket: TicketView; locks: NextLocks }) {
  const go = useGo()
  const { number, status } = ticket
  const page = `/tickets/${encodeURIComponent(number)}`
  const take = useCommand(editTicket, { changes })
  const start = useCommand(editTicket, { changes, leaves: true, onDone: () => go(page) })
  const moves = movesOf(ticket, locks.me, locks.ticket)
  const button = (name: Move['name'], command: typeof take, words: string, look: 'primary' | 'plain') => {
    const move = moves.find((one) => one.name === name)
    return move === undefined ? null : (
      <Button
        {...nextButton}
        look={look}
        glyph={name === 'take' ? 'person' : 'wrench'}
        disabledReason={move.refusal}
        reasonAt="below"
        busy={command.pending}
        onClick={() => void command.run(moveInput(ticket, name, locks.me))}
      >
        {words}
      </Button>
    )
  }
  const takeWords = moves.find(({ name }) => name === 'take')?.label ?? 'Take it'
  return (
    <>
      <div className="col-span-2 empty:hidden">
        {status === 'OPEN' ? button('start', start, `Begin repair ${number}`, 'primary') : null}
        {status === 'IN_PROGRESS' ? (
          <ButtonLink {...nextButton} look="primary" glyph="wrench" href={page}>
            {`Repair ${number}`}
          </ButtonLink>
        ) : null}
      </div>
      {status === 'OPEN' || status === 'IN_PROGRESS' ? button('take', take, takeWords, 'plain') : null}
      <ProblemNote problem={take.problem ?? start.problem} className="col-span-2" />
    </>
  )
}
