import type { ReactNode } from 'react'
import { classNames } from '@/components/ui/class-names'
import { Glyph } from '@/components/ui/glyph'
import { countOf } from '@/components/ui/numbers'
import { Time } from '@/components/ui/time'
import type { TicketView } from '@/lib/contracts/tickets/ticket'
import { unsettledComponents } from '@/lib/domain/tickets/unsettled'
import { readEvent } from './event-reading'
import type { RepairStep, StepName } from './repair-steps'
import { shelfText } from './ticket-parts'
import { placeWords } from './ticket-place'

/** The steps of the repair: those behind, the one to do now, those to come. */
export function TicketSteps(props: { ticket: TicketView; steps: readonly RepairStep[]; now: number }) {
  const { ticket, steps, now } = props
  return (
    <ol className="px-4 pt-2">
      {steps.map((step, index) => {
        const state = index < now ? 'done' : index === now ? 'now' : 'next'
        return (
          <li
            key={step.name}
            aria-current={state === 'now' ? 'step' : undefined}
            className={classNames(
              'relative flex gap-3 py-1.5 not-last:after:absolute not-last:after:top-9 not-last:after:-bottom-1 not-last:after:left-[13px] not-last:after:w-0.5 not-last:after:bg-line2',
              state === 'now' ? 'text-text' : 'text-text2',
            )}
          >
            <span
              className={classNames(
                'grid size-7 flex-none place-items-center rounded-full border-[1.5px] font-semibold text-title',
                state === 'done' && 't-free border-f bg-f text-o',
                state === 'now' && 'border-accent bg-accent text-on-accent',
                state === 'next' && 'border-control',
              )}
            >
              {state === 'done' ? <Glyph name="check" title="Done" /> : index + 1}
            </span>
            <div className="min-w-0 pt-0.5">
              <p className={classNames(state === 'now' ? 'font-semibold text-touch-lg' : 'font-medium leading-5')}>
                {step.title}
              </p>
              <p className="text-pretty text-body leading-[17px]">
                <StepText name={step.name} ticket={ticket} state={state} />
              </p>
            </div>
          </li>
        )
      })}
    </ol>
  )
}

type StepState = 'done' | 'now' | 'next'

const texts: Record<StepName, (ticket: TicketView, state: StepState) => ReactNode> = {
  take: (ticket, state) =>
    state === 'done' ? (
      <>
        {ticket.assignee ?? 'Taken'}
        {ticket.startedAt === undefined ? null : (
          <>
            , since <Time at={ticket.startedAt} />
          </>
        )}
      </>
    ) : (
      'Everybody sees that it is yours.'
    ),
  go: (ticket) => <GoText ticket={ticket} />,
  work: (ticket, state) => <WorkText ticket={ticket} state={state} />,
  verify: (ticket, state) => <VerifyText ticket={ticket} state={state} />,
  close: (ticket, state) =>
    state === 'done' && ticket.endedAt !== undefined ? (
      <Time at={ticket.endedAt} />
    ) : ticket.components.some((component) => component.part !== undefined) ? (
      'The part is used up, the server is free for its work again.'
    ) : (
      'The server is free for its work again.'
    ),
}

function StepText(props: { name: StepName; ticket: TicketView; state: StepState }) {
  return texts[props.name](props.ticket, props.state)
}

function GoText({ ticket }: { ticket: TicketView }) {
  const parts = ticket.components.flatMap(({ part, result }) =>
    part?.status === 'reserved' && result === undefined ? [shelfText(part, ticket.datacenter)] : [],
  )
  const place = placeWords(ticket)
  return parts.length === 0 ? `To ${place}.` : `By shelf ${[...new Set(parts)].join(' and ')} to ${place}.`
}

function WorkText({ ticket, state }: { ticket: TicketView; state: StepState }) {
  const waiting = unsettledComponents(ticket.components)
  if (state === 'done') {
    const ended = ticket.components.filter((component) => component.result !== undefined)
    return ended.length === 0
      ? null
      : ended.map(({ name, result }) => `${name} ${result === 'replaced' ? 'replaced' : 'not needed'}`).join(', ')
  }
  if (waiting.length > 0) return `Take out ${waiting.join(' and ')}, put the new one in, say what became of it.`
  return ticket.type === 'REBOOT' ? 'Power off and on, watch it come up.' : 'Mend what is found, note what it was.'
}

/** What came from the server since the work began: silence is the good answer. */
function VerifyText({ ticket, state }: { ticket: TicketView; state: StepState }) {
  const { startedAt } = ticket
  if (state === 'next' || startedAt === undefined) return 'No new fault comes in.'
  const since = ticket.events.filter((event) => event.ts > startedAt)
  const newest = since[0]
  if (newest === undefined) {
    return (
      <>
        No fault reported since <Time at={startedAt} />.
      </>
    )
  }
  return (
    <span className="font-medium text-warn-x">
      {countOf(since.length, 'event')} since it was started, the last at <Time at={newest.ts} />:{' '}
      {readEvent(newest).what}.
    </span>
  )
}
