import type { BulkChangeState } from './bulk-changes/bulk-change-state'
import type { ImportState } from './imports/import-state'
import type { JobState } from './job-state'
import type { StateMark } from './marks'
import type { OrderState } from './order-state'
import type { PartState } from './part-state'
import { queuedScanWords, scanWords } from './scan-words'
import { serverWords } from './server-words'
import type { StepState } from './step-state'
import type { Priority, TicketState, TicketType } from './ticket-state'

export { GLYPHS, type Glyph, type Pattern, type StateMark, type Tone } from './marks'
export { queuedScanWords, scanWords, serverWords }

export const orderWords: Record<OrderState, StateMark> = {
  DRAFT: { tone: 'idle', glyph: 'dashed-ring', word: 'Draft' },
  PLANNED: { tone: 'held', glyph: 'bookmark-dashed', word: 'Planned' },
  ALLOCATED: { tone: 'held', glyph: 'bookmark', word: 'Allocated' },
  PROVISIONING: { tone: 'work', glyph: 'half-disc', word: 'Provisioning' },
  ACTIVE: { tone: 'live', glyph: 'disc', word: 'Active' },
  FAILED: { tone: 'fail', glyph: 'diamond-x', word: 'Failed' },
  RELEASING: { tone: 'work', glyph: 'half-disc', word: 'Releasing' },
  RELEASED: { tone: 'idle', glyph: 'return-arrow', word: 'Released' },
  CANCELLED: { tone: 'idle', glyph: 'slashed-ring', word: 'Cancelled' },
}

/** WAITING is no state of its own: a PENDING job or step that has a reason to wait (see `jobMark`). */
export const jobWords: Record<JobState | 'WAITING', StateMark> = {
  PENDING: { tone: 'idle', glyph: 'clock', word: 'Pending' },
  WAITING: { tone: 'warn', glyph: 'hourglass', word: 'Waiting' },
  RUNNING: { tone: 'work', glyph: 'half-disc', word: 'Running' },
  SUCCESS: { tone: 'free', glyph: 'ringed-check', word: 'Success' },
  FAILED: { tone: 'fail', glyph: 'diamond-x', word: 'Failed' },
  CANCELLED: { tone: 'idle', glyph: 'slashed-ring', word: 'Cancelled' },
}

export const stepWords: Record<StepState | 'WAITING', StateMark> = {
  ...jobWords,
  SKIPPED: { tone: 'idle', glyph: 'arrow', word: 'Skipped' },
}

/** A worker is there as long as it says so now and then. */
export const workerWords: Record<'THERE' | 'SILENT', StateMark> = {
  THERE: { tone: 'free', glyph: 'check', word: 'There' },
  SILENT: { tone: 'warn', glyph: 'triangle', word: 'Silent' },
}

export const ticketWords: Record<TicketState, StateMark> = {
  OPEN: { tone: 'fail', glyph: 'ring-dot', word: 'Open' },
  IN_PROGRESS: { tone: 'work', glyph: 'half-disc', word: 'In progress' },
  DONE: { tone: 'free', glyph: 'ringed-check', word: 'Done' },
  WONT_FIX: { tone: 'idle', glyph: 'slashed-ring', word: 'Won’t fix' },
}

/** Of a single piece with a serial. */
export const partWords: Record<PartState, StateMark> = {
  IN_STOCK: { tone: 'free', glyph: 'house', word: 'In stock' },
  INSTALLED: { tone: 'live', glyph: 'disc', word: 'Built in' },
  REMOVED: { tone: 'warn', glyph: 'dashed-ring', word: 'Taken out' },
  RETURNED: { tone: 'idle', glyph: 'return-arrow', word: 'Sent back' },
  SCRAPPED: { tone: 'idle', glyph: 'slashed-ring', word: 'Scrapped' },
}

export const outageWords = {
  ONGOING: { tone: 'warn', glyph: 'triangle', word: 'Goes on' },
  OVER: { tone: 'free', glyph: 'check', word: 'Over' },
} as const satisfies Record<string, StateMark>

/** An import that was checked waits for whoever sent it; one that was refused has bad rows. */
export const importWords: Record<ImportState, StateMark> = {
  QUEUED: { tone: 'idle', glyph: 'clock', word: 'Waiting' },
  CHECKING: { tone: 'work', glyph: 'half-disc', word: 'Checking' },
  CHECKED: { tone: 'warn', glyph: 'hourglass', word: 'Checked' },
  REFUSED: { tone: 'fail', glyph: 'diamond-x', word: 'Refused' },
  WRITING: { tone: 'work', glyph: 'half-disc', word: 'Importing' },
  DONE: { tone: 'free', glyph: 'ringed-check', word: 'Imported' },
  CANCELLED: { tone: 'idle', glyph: 'slashed-ring', word: 'Cancelled' },
  FAILED: { tone: 'fail', glyph: 'diamond-x', word: 'Not readable' },
}

/** Of one change of many servers. */
export const bulkChangeWords: Record<BulkChangeState, StateMark> = {
  QUEUED: { tone: 'idle', glyph: 'clock', word: 'Waiting' },
  RUNNING: { tone: 'work', glyph: 'half-disc', word: 'Running' },
  DONE: { tone: 'free', glyph: 'ringed-check', word: 'Done' },
  CANCELLED: { tone: 'idle', glyph: 'slashed-ring', word: 'Cancelled' },
  FAILED: { tone: 'fail', glyph: 'diamond-x', word: 'Failed' },
}

/** What became of a server whose events an outage folded. */
export const darkServerWords = {
  dark: { tone: 'warn', glyph: 'triangle', word: 'Dark' },
  opened: { tone: 'fail', glyph: 'diamond-x', word: 'Still gone' },
  recovered: { tone: 'free', glyph: 'check', word: 'Came back' },
  held: { tone: 'idle', glyph: 'slashed-ring', word: 'On hold' },
  'still-out': { tone: 'warn', glyph: 'hourglass', word: 'Still dark' },
} as const satisfies Record<string, StateMark>

export const priorityWords: Record<Priority, StateMark> = {
  HIGH: { tone: 'fail', glyph: 'double-chevron', word: 'High' },
  NORMAL: { tone: 'idle', glyph: 'two-bars', word: 'Normal' },
  LOW: { tone: 'idle', glyph: 'chevron-down', word: 'Low' },
}

export const HEALTH = ['OK', 'WARNING', 'CRITICAL', 'NO_DATA'] as const
export type Health = (typeof HEALTH)[number]

export const healthWords: Record<Health, StateMark> = {
  OK: { tone: 'free', glyph: 'check', word: 'OK', pattern: 'outline' },
  WARNING: { tone: 'warn', glyph: 'triangle', word: 'Warning', pattern: 'stripes' },
  CRITICAL: { tone: 'fail', glyph: 'diamond-x', word: 'Critical', pattern: 'solid' },
  NO_DATA: { tone: 'idle', glyph: 'dashed-question', word: 'No data', pattern: 'dots' },
}

export const FIRMWARE_CONDITIONS = ['AT_TARGET', 'BEHIND', 'NO_TARGET'] as const
export type FirmwareCondition = (typeof FIRMWARE_CONDITIONS)[number]

/**
 * Firmware against the targets of the server's model; a model without targets, or none, has nothing to drift from. NO_PATH and
 * UNREAD are of a component: nothing leads from its version to the target, or it never said which it has.
 */
export const firmwareWords: Record<FirmwareCondition | 'NO_PATH' | 'UNREAD', StateMark> = {
  AT_TARGET: { tone: 'free', glyph: 'check', word: 'At target', pattern: 'outline' },
  BEHIND: { tone: 'warn', glyph: 'triangle', word: 'Behind', pattern: 'stripes' },
  NO_TARGET: { tone: 'idle', glyph: 'dashed-question', word: 'No target', pattern: 'dots' },
  NO_PATH: { tone: 'fail', glyph: 'diamond-x', word: 'Without a path' },
  UNREAD: { tone: 'idle', glyph: 'clock', word: 'Never read' },
}

/** What became of an event. WAITS: its rule wants it to be still so; QUIET: it was good news, or came too late to be bad. */
export const eventWords = {
  opened: { tone: 'fail', glyph: 'ring-dot', word: 'opened' },
  attached: { tone: 'work', glyph: 'circled-plus', word: 'attached to' },
  'below-threshold': { tone: 'idle', glyph: 'chevron-down', word: 'below the threshold' },
  suppressed: { tone: 'warn', glyph: 'two-bars', word: 'suppressed' },
  'no-rule': { tone: 'idle', glyph: 'dashed-ring', word: 'no rule' },
  duplicate: { tone: 'idle', glyph: 'slashed-ring', word: 'duplicate, ignored' },
  rejected: { tone: 'fail', glyph: 'diamond-x', word: 'rejected' },
  decommissioned: { tone: 'idle', glyph: 'slashed-ring', word: 'decommissioned, kept' },
  WAITS: { tone: 'warn', glyph: 'hourglass', word: 'waits' },
  QUIET: { tone: 'idle', glyph: 'check', word: 'opens nothing' },
} as const satisfies Record<string, StateMark>

/** Of a ticket's component: where its part is, or how it ended. HANDS_ONLY: it needs no part. */
export const componentWords = {
  waiting: { tone: 'warn', glyph: 'hourglass', word: 'Waits for a part' },
  reserved: { tone: 'held', glyph: 'bookmark', word: 'Reserved for this ticket' },
  consumed: { tone: 'free', glyph: 'ringed-check', word: 'Built in' },
  returned: { tone: 'idle', glyph: 'return-arrow', word: 'Back in stock' },
  replaced: { tone: 'free', glyph: 'ringed-check', word: 'Replaced' },
  'not-needed': { tone: 'idle', glyph: 'return-arrow', word: 'Not needed' },
  HANDS_ONLY: { tone: 'idle', glyph: 'wrench', word: 'Hands only' },
} as const satisfies Record<string, StateMark>

/** What a line of the ledger of stock is called. */
export const movementWords = {
  RECEIVE: { tone: 'free', glyph: 'house', word: 'Received' },
  ISSUE: { tone: 'idle', glyph: 'arrow', word: 'Taken out' },
  RESERVE: { tone: 'held', glyph: 'bookmark', word: 'Reserved' },
  RETURN: { tone: 'idle', glyph: 'return-arrow', word: 'Returned' },
  CONSUME: { tone: 'work', glyph: 'wrench', word: 'Built in' },
  TRANSFER_OUT: { tone: 'idle', glyph: 'arrow', word: 'Sent' },
  TRANSFER_IN: { tone: 'free', glyph: 'house', word: 'Came in' },
  COUNT: { tone: 'idle', glyph: 'check', word: 'Counted' },
} as const satisfies Record<string, StateMark>

/** Of a part in a warehouse: fewer are available than its minimum, or components wait for it. */
export const stockWords = {
  LOW: { tone: 'warn', glyph: 'triangle', word: 'Low' },
  WAITED_FOR: { tone: 'warn', glyph: 'hourglass', word: 'Waited for' },
} as const satisfies Record<string, StateMark>

/** A line of a count of what really is there. */
export const stocktakeWords = {
  unexpected: { tone: 'warn', glyph: 'triangle', word: 'Not expected here' },
  missing: { tone: 'idle', glyph: 'dashed-question', word: 'Not seen yet' },
  found: { tone: 'free', glyph: 'ringed-check', word: 'Found' },
  SETTLED: { tone: 'idle', glyph: 'slashed-ring', word: 'Settled' },
} as const satisfies Record<string, StateMark>

/** Of a plan, and of a demand before there is one. */
export const planWords = {
  PROVEN: { tone: 'free', glyph: 'ringed-check', word: 'Proven optimal' },
  GAP: { tone: 'warn', glyph: 'hourglass', word: 'Gap' },
  NO_PROOF: { tone: 'idle', glyph: 'dashed-ring', word: 'No proof' },
  NONE: { tone: 'fail', glyph: 'diamond-x', word: 'No plan exists' },
  FITS: { tone: 'free', glyph: 'check', word: 'Fits' },
  SHORT: { tone: 'fail', glyph: 'triangle', word: 'Does not fit' },
  REFUSED: { tone: 'fail', glyph: 'diamond-x', word: 'Nothing was allocated' },
  NEW: { tone: 'free', glyph: 'circled-plus', word: 'new' },
} as const satisfies Record<string, StateMark>

/** Of a user or a token. */
export const accessWords = {
  DISABLED: { tone: 'idle', glyph: 'slashed-ring', word: 'Disabled' },
  REVOKED: { tone: 'idle', glyph: 'slashed-ring', word: 'Revoked' },
  EXPIRED: { tone: 'idle', glyph: 'clock', word: 'Expired' },
} as const satisfies Record<string, StateMark>

/** What is wrong with something, told in words of its own; and a state that is none of those that are known. */
export const signWords = {
  TROUBLE: { tone: 'warn', glyph: 'triangle', word: 'Trouble' },
  OTHER: { tone: 'idle', glyph: 'dashed-question', word: 'Other' },
} as const satisfies Record<string, StateMark>

/** Every table of marks, by what it is about: screens and the sheet of states draw from here, and from nowhere else. */
export const MARK_TABLES = {
  server: serverWords,
  order: orderWords,
  job: jobWords,
  step: stepWords,
  ticket: ticketWords,
  part: partWords,
  component: componentWords,
  event: eventWords,
  movement: movementWords,
  stock: stockWords,
  firmware: firmwareWords,
  plan: planWords,
  priority: priorityWords,
  health: healthWords,
  outage: outageWords,
  import: importWords,
  bulkChange: bulkChangeWords,
  darkServer: darkServerWords,
  worker: workerWords,
  scan: scanWords,
  queuedScan: queuedScanWords,
  stocktake: stocktakeWords,
  access: accessWords,
  sign: signWords,
} as const satisfies Record<string, Record<string, StateMark>>

export const ticketTypeWords: Record<TicketType, string> = {
  REPLACE_DISK: 'Replace disk',
  REPLACE_RAM: 'Replace RAM',
  CHECK_COOLING: 'Check cooling',
  REBOOT: 'Reboot',
}

/** The mark of a job: PENDING with a reason to wait shows as waiting. */
export function jobMark(status: JobState, waitingFor?: string | null): StateMark {
  return status === 'PENDING' && waitingFor ? jobWords.WAITING : jobWords[status]
}

/** The mark of a step, likewise. */
export function stepMark(status: StepState, waitingFor?: string | null): StateMark {
  return status === 'PENDING' && waitingFor ? stepWords.WAITING : stepWords[status]
}
