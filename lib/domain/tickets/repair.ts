import type { TicketState, TicketType } from '../ticket-state'
import { neededOf } from './spares'

export type RepairStepName = 'take' | 'scan-server' | 'remove' | 'install' | 'verify' | 'close'

/** done: recorded; skipped: settled another way, nobody has to do it; now: may be done; later: not yet, see `refusal`. */
export type RepairStepState = 'done' | 'skipped' | 'now' | 'later'

/** A component of a ticket as far as its repair is concerned; part absent: it needs hands only. */
export type RepairComponent = {
  name: string
  /** The kind of part that its rule asks for, where it is another than its type of ticket says. */
  partKind?: string | undefined
  part?: { status: 'waiting' | 'reserved' | 'consumed' | 'returned'; sku?: string | undefined } | undefined
  result?: 'replaced' | 'not-needed' | undefined
  removedSerial?: string | undefined
  installedSerial?: string | undefined
  verifiedAt?: string | undefined
}

export type RepairFacts = {
  type: TicketType
  status: TicketState
  assignee?: string | undefined
  serverScannedAt?: string | undefined
  components: readonly RepairComponent[]
}

export type RepairStep = {
  name: RepairStepName
  /** The component that it is about; absent where it is about the whole ticket. */
  component?: string
  state: RepairStepState
  /** Why not yet, in words; only of a step that is `later`. */
  refusal?: string
}

/** A ticket with these facts: what each step asks of those before it. */
type Rule = {
  /** done, skipped, or null: still to do. */
  settled: (facts: RepairFacts, component: RepairComponent | null) => 'done' | 'skipped' | null
  /** Why it can't be done yet; null where it may. */
  refuse: (facts: RepairFacts, component: RepairComponent | null) => string | null
}

const started = (facts: RepairFacts) => facts.status !== 'OPEN' && facts.assignee !== undefined
const closed = (facts: RepairFacts) => facts.status === 'DONE' || facts.status === 'WONT_FIX'

const beforeServer = (facts: RepairFacts) => (started(facts) ? null : 'Take the ticket first.')
const beforeWork = (facts: RepairFacts) =>
  beforeServer(facts) ?? (facts.serverScannedAt === undefined ? 'Scan the server first.' : null)

/** The rules of every step: the page, the API's answers and the board read this table. */
const RULES: Record<RepairStepName, Rule> = {
  take: {
    settled: (facts) => (started(facts) ? 'done' : null),
    refuse: () => null,
  },
  'scan-server': {
    settled: (facts) => (facts.serverScannedAt === undefined ? null : 'done'),
    refuse: beforeServer,
  },
  remove: {
    settled: (_, component) => {
      if (component?.removedSerial !== undefined) return 'done'
      return component?.result === undefined ? null : 'skipped'
    },
    refuse: beforeWork,
  },
  install: {
    settled: (_, component) => {
      if (component?.result === 'replaced') return 'done'
      return component?.result === undefined ? null : 'skipped'
    },
    refuse: (facts, component) => {
      const before = beforeWork(facts)
      if (before !== null) return before
      if (component?.removedSerial === undefined) return 'Scan the part that comes out first.'
      return component.part?.status === 'waiting' ? 'It waits for its part: receive one into stock first.' : null
    },
  },
  verify: {
    settled: (_, component) => {
      if (component?.verifiedAt !== undefined) return 'done'
      return component?.result === 'not-needed' ? 'skipped' : null
    },
    // What was said to be replaced by hand needs no scans.
    refuse: (facts, component) => {
      if (needsPart(facts.type, component)) {
        return component?.result === 'replaced' ? beforeServer(facts) : (beforeWork(facts) ?? 'Swap the part first.')
      }
      return beforeWork(facts)
    },
  },
  close: {
    settled: (facts) => (facts.status === 'DONE' ? 'done' : null),
    refuse: (facts) => {
      const before = beforeServer(facts)
      if (before !== null) return before
      const due = facts.components.filter((component) => componentSteps(facts, component).some(isDue))
      return due.length === 0 ? null : `Still to do: ${due.map((component) => component.name).join(', ')}.`
    },
  },
}

const SWAP_STEPS: readonly RepairStepName[] = ['remove', 'install', 'verify']
const HANDS_STEPS: readonly RepairStepName[] = ['verify']

function needsPart(type: TicketType, component: RepairComponent | null): boolean {
  // Parts of a ticket that was left undone went back: nothing is to be swapped any more.
  return (
    neededOf(type, component?.partKind) !== null && (component?.part !== undefined || component?.result !== undefined)
  )
}

function componentSteps(facts: RepairFacts, component: RepairComponent): RepairStep[] {
  const names = needsPart(facts.type, component) ? SWAP_STEPS : HANDS_STEPS
  return names.map((name) => step(facts, name, component))
}

function step(facts: RepairFacts, name: RepairStepName, component: RepairComponent | null): RepairStep {
  const about = component === null ? {} : { component: component.name }
  const rule = RULES[name]
  const settled = rule.settled(facts, component)
  if (settled !== null) return { name, ...about, state: settled }
  // Nobody has to do anything more about a ticket that is closed.
  if (closed(facts)) return { name, ...about, state: 'skipped' }
  const refusal = rule.refuse(facts, component)
  return refusal === null ? { name, ...about, state: 'now' } : { name, ...about, state: 'later', refusal }
}

const isDue = ({ state }: RepairStep) => state === 'now' || state === 'later'

/**
 * Every step of a ticket's repair, in the order of the walk: all parts are swapped before they are verified, as that takes
 * minutes. Several may be `now`: two failing disks may be swapped in any order.
 */
export function repairSteps(facts: RepairFacts): RepairStep[] {
  const each = facts.components.map((component) => componentSteps(facts, component))
  return [
    step(facts, 'take', null),
    step(facts, 'scan-server', null),
    ...each.flatMap((steps) => steps.filter(({ name }) => name !== 'verify')),
    ...each.flatMap((steps) => steps.filter(({ name }) => name === 'verify')),
    step(facts, 'close', null),
  ]
}

/** The step to do next: the first that may be done; where none may (a part is not there yet), the first that is due. Null: it is over. */
export function nextStep(steps: readonly RepairStep[]): RepairStep | null {
  return steps.find(({ state }) => state === 'now') ?? steps.find(isDue) ?? null
}

/** Components with nothing left to do, of all. */
export function repairProgress(facts: RepairFacts): { done: number; total: number } {
  const done = facts.components.filter((component) => !componentSteps(facts, component).some(isDue)).length
  return { done, total: facts.components.length }
}

/** Why one step can't be done now, in words; null where it may. */
export function refuseStep(facts: RepairFacts, name: RepairStepName, component: RepairComponent | null): string | null {
  if (closed(facts)) return 'The ticket is closed. The same fault later is a new ticket.'
  return step(facts, name, component).refusal ?? null
}

/** What is no serial: nobody said which, or where the system found it (/dev/sda, nvme0n1). */
const NO_SERIAL = /^(unknown|\/.*|sd[a-z]{1,3}|nvme\d+(n\d+)?)$/i

/** Whether the component's name is the serial of the disk that failed, so that another one must not come out. */
export function namesSerial(type: TicketType, name: string): boolean {
  return type === 'REPLACE_DISK' && !NO_SERIAL.test(name)
}

/** Types of repair that as a rule are done with the server out of service: the box on the page is ticked from the start. */
const OUT_OF_SERVICE: Record<TicketType, boolean> = {
  REPLACE_DISK: false,
  REPLACE_RAM: true,
  CHECK_COOLING: false,
  REBOOT: false,
}

export function needsServerOut(type: TicketType): boolean {
  return OUT_OF_SERVICE[type]
}
