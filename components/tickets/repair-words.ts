import type { TicketView } from '@/lib/contracts/tickets/ticket'
import type { TicketType } from '@/lib/domain/ticket-state'
import {
  nextStep,
  type RepairStep,
  type RepairStepName,
  repairProgress,
  repairSteps,
} from '@/lib/domain/tickets/repair'

const things: Record<TicketType, string> = {
  REPLACE_DISK: 'disk',
  REPLACE_RAM: 'module',
  CHECK_COOLING: 'sensor',
  REBOOT: 'server',
}

/** What is swapped on such a ticket: "disk". */
export const thingOf = (type: TicketType): string => things[type]

const titles: Record<RepairStepName, (thing: string, type: TicketType) => string> = {
  take: () => 'Take the ticket',
  'scan-server': () => 'Scan the server',
  remove: (thing) => `Scan the failed ${thing}`,
  install: (thing) => `Scan the new ${thing}`,
  verify: (_, type) =>
    type === 'CHECK_COOLING' ? 'Check and verify' : type === 'REBOOT' ? 'Start it again and verify' : 'Verify',
  close: () => 'Close',
}

/** The title of a step: what to do. */
export function stepTitle(step: RepairStep, type: TicketType): string {
  return titles[step.name](things[type], type)
}

const shorts: Record<RepairStepName, string> = {
  take: 'take',
  'scan-server': 'fetch',
  remove: 'pull',
  install: 'fit',
  verify: 'verify',
  close: 'close',
}

export type Stage = { name: RepairStepName; done: boolean }

/** How far a started repair is, for a card: the kinds of step after taking it, the word of the next one, components done of all. */
export function repairStages(ticket: TicketView): { stages: Stage[]; next: string; done: number; total: number } {
  const steps = repairSteps(ticket)
  const names = [...new Set(steps.map(({ name }) => name))].filter((name) => name !== 'take')
  const next = nextStep(steps)
  return {
    stages: names.map((name) => ({
      name,
      done: steps.every((step) => step.name !== name || step.state === 'done' || step.state === 'skipped'),
    })),
    next: next === null ? '' : shorts[next.name],
    ...repairProgress(ticket),
  }
}

const seen: Record<TicketType, string> = {
  REPLACE_DISK: 'Light is green, SMART passed',
  REPLACE_RAM: 'Boots, all memory is there',
  CHECK_COOLING: 'Filter cleaned, 24 °C',
  REBOOT: 'Came up, answers again',
}

/** An example of what a person saw who says that it is well. */
export const seenExample = (type: TicketType): string => seen[type]

/** The step to do next, as the page asks for it; null when it is over. */
export const stepNow = (ticket: TicketView): RepairStep | null => nextStep(repairSteps(ticket))

/** Something was scanned that can be taken back. */
export function canUndo(ticket: TicketView): boolean {
  if (ticket.status === 'DONE' || ticket.status === 'WONT_FIX') return false
  return ticket.serverScannedAt !== undefined || ticket.components.some(({ removedAt }) => removedAt !== undefined)
}
