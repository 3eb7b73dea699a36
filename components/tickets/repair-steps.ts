import type { TicketView } from '@/lib/contracts/tickets/ticket'
import { type TicketType, ticketMachine } from '@/lib/domain/ticket-state'
import { unsettledComponents } from '@/lib/domain/tickets/unsettled'

export type StepName = 'take' | 'go' | 'work' | 'verify' | 'close'

export interface RepairStep {
  name: StepName
  title: string
  /** For a card: one word. */
  short: string
}

/** How far a person says they are, between what the ticket itself records. */
export type Reached = 'there' | 'worked' | 'verified'
const reachedIndex: Record<Reached, number> = { there: 2, worked: 3, verified: 4 }

const work: Record<TicketType, Pick<RepairStep, 'title' | 'short'>> = {
  REPLACE_DISK: { title: 'Swap the disk', short: 'swap' },
  REPLACE_RAM: { title: 'Swap the module', short: 'swap' },
  CHECK_COOLING: { title: 'Check fans, filters and air flow', short: 'check' },
  REBOOT: { title: 'Start it again', short: 'power' },
}

/**
 * The steps of a repair and which one is next (their count when it is over). What the ticket records decides: who has it,
 * and what became of its parts; `reached` only says how far somebody is within that.
 */
export function repairSteps(
  ticket: Pick<TicketView, 'type' | 'status' | 'assignee' | 'components'>,
  reached: Reached | null,
): { steps: RepairStep[]; now: number } {
  const steps: RepairStep[] = [
    { name: 'take', title: 'Take the ticket', short: 'take' },
    { name: 'go', title: 'Go there', short: 'go' },
    { name: 'work', ...work[ticket.type] },
    { name: 'verify', title: 'Verify', short: 'verify' },
    { name: 'close', title: 'Close', short: 'close' },
  ]
  return { steps, now: nextStep(ticket, reached, steps.length) }
}

function nextStep(
  ticket: Pick<TicketView, 'status' | 'assignee' | 'components'>,
  reached: Reached | null,
  end: number,
): number {
  if (ticketMachine.isFinal(ticket.status)) return end
  if (ticket.status === 'OPEN' || ticket.assignee === undefined) return 0
  const said = reached === null ? 1 : reachedIndex[reached]
  if (unsettledComponents(ticket.components).length > 0) return Math.min(said, 2)
  const swapped = ticket.components.some((component) => component.result !== undefined)
  return swapped ? Math.max(said, 3) : said
}
