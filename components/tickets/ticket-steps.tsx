import { classNames } from '@/components/ui/class-names'
import { Glyph } from '@/components/ui/glyph'
import type { TicketView } from '@/lib/contracts/tickets/ticket'
import { nextStep, type RepairStep, type RepairStepState, repairSteps } from '@/lib/domain/tickets/repair'
import { stepTitle } from './repair-words'
import { StepText } from './step-text'

const stateWords: Record<RepairStepState, string> = {
  done: 'Done',
  skipped: 'Not needed',
  now: 'Now',
  later: 'Later',
}

/** The steps of the repair, as they are recorded: those behind, the one to do now, those to come. */
export function TicketSteps({ ticket }: { ticket: TicketView }) {
  const steps = repairSteps(ticket)
  const next = nextStep(steps)
  return (
    <ol className="px-4 pt-2">
      {steps.map((step, index) => (
        <StepRow
          key={`${step.name} ${step.component ?? ''}`}
          ticket={ticket}
          step={step}
          place={index + 1}
          current={step === next}
        />
      ))}
    </ol>
  )
}

function StepRow(props: { ticket: TicketView; step: RepairStep; place: number; current: boolean }) {
  const { ticket, step, place, current } = props
  const behind = step.state === 'done' || step.state === 'skipped'
  return (
    <li
      aria-current={current ? 'step' : undefined}
      className={classNames(
        'relative flex gap-3 py-1.5 not-last:after:absolute not-last:after:top-9 not-last:after:-bottom-1 not-last:after:left-[13px] not-last:after:w-0.5 not-last:after:bg-line2',
        current ? 'text-text' : 'text-text2',
      )}
    >
      <span
        className={classNames(
          'grid size-7 flex-none place-items-center rounded-full border-[1.5px] font-semibold text-title',
          step.state === 'done' && 't-free border-f bg-f text-o',
          step.state === 'skipped' && 'border-line2 bg-sunken text-text3',
          !behind && (current ? 'border-accent bg-accent text-on-accent' : 'border-control'),
        )}
      >
        {behind ? (
          <Glyph name={step.state === 'done' ? 'check' : 'slashed-ring'} title={stateWords[step.state]} />
        ) : (
          place
        )}
      </span>
      <div className="min-w-0 pt-0.5">
        <p className={classNames(current ? 'font-semibold text-touch-lg' : 'font-medium leading-5')}>
          {stepTitle(step, ticket.type)}
        </p>
        <p className="text-pretty text-body leading-[17px] [overflow-wrap:anywhere]">
          <StepText step={step} ticket={ticket} />
        </p>
      </div>
    </li>
  )
}
