import type { JobKind } from '../job-state'

/** Positions count from 1 and never change: they are stored. */
export type StepDefinition = {
  position: number
  key: StepKey
  /** In words, as shown and stored. */
  name: string
  /** May an operator pass over it, with a reason, once it failed? */
  skippable: boolean
  /** Minutes that it may take, what it waits for included. null: what it does has limits of its own, one after another. */
  limitMinutes: number | null
}

export type StepKey =
  | 'verify-bmc'
  | 'verify-inventory'
  | 'firmware'
  | 'boot-configuration'
  | 'install-image'
  | 'health-check'
  | 'hand-over'
  | 'wipe-disks'
  | 'verify-wipe'
  | 'give-back'

/** From servers as allocated to servers in service. Hand over changes the state, so it is never passed over. */
export const PROVISION_STEPS: readonly StepDefinition[] = [
  { position: 1, key: 'verify-bmc', name: 'Verify BMC', skippable: true, limitMinutes: 10 },
  { position: 2, key: 'verify-inventory', name: 'Verify inventory', skippable: true, limitMinutes: 10 },
  { position: 3, key: 'firmware', name: 'Firmware', skippable: true, limitMinutes: null },
  { position: 4, key: 'boot-configuration', name: 'Boot configuration', skippable: true, limitMinutes: 10 },
  { position: 5, key: 'install-image', name: 'Install image', skippable: true, limitMinutes: 30 },
  { position: 6, key: 'health-check', name: 'Health check', skippable: true, limitMinutes: 90 },
  { position: 7, key: 'hand-over', name: 'Hand over', skippable: false, limitMinutes: 10 },
]

/** From a server with somebody's data to a free one. What proves that the data is gone is never passed over. */
export const WIPE_STEPS: readonly StepDefinition[] = [
  { position: 1, key: 'verify-bmc', name: 'Verify BMC', skippable: false, limitMinutes: 10 },
  { position: 2, key: 'wipe-disks', name: 'Wipe disks', skippable: false, limitMinutes: 30 },
  { position: 3, key: 'verify-wipe', name: 'Verify the wipe', skippable: false, limitMinutes: 10 },
  { position: 4, key: 'give-back', name: 'Give back', skippable: false, limitMinutes: 10 },
]

/** Where the chain of flashes stands in a provision job. */
export const FIRMWARE_STEP = 3

export function stepsOf(kind: JobKind): readonly StepDefinition[] {
  return kind === 'provision' ? PROVISION_STEPS : WIPE_STEPS
}

/** The step at a stored position; throws for one that no job of this kind has, as that is a broken row. */
export function stepAt(kind: JobKind, position: number): StepDefinition {
  const step = stepsOf(kind).find((candidate) => candidate.position === position)
  if (!step) throw new Error(`A ${kind} job has no step ${position}`)
  return step
}

/** needsWipe is set when this step starts: from then on there may be data on the disks. */
export function writesData(key: StepKey): boolean {
  return key === 'install-image'
}

/** What a step says when it returns; one interpreter persists it. Durations are seconds. */
export type Verdict =
  | { kind: 'done'; detail?: Record<string, unknown> }
  /** Nothing wrong, look again after so many seconds; `reason` is shown while it waits. */
  | { kind: 'wait'; seconds: number; reason: string; detail?: Record<string, unknown> }
  /** It went wrong in a way that may pass: again after so many seconds, while attempts last. */
  | { kind: 'retry'; after: number; error: string }
  | { kind: 'fail'; reason: string; detail?: Record<string, unknown> }

export const done = (detail?: Record<string, unknown>): Verdict =>
  detail === undefined ? { kind: 'done' } : { kind: 'done', detail }

export const waitFor = (seconds: number, reason: string, detail?: Record<string, unknown>): Verdict =>
  detail === undefined ? { kind: 'wait', seconds, reason } : { kind: 'wait', seconds, reason, detail }

export const retryAfter = (after: number, error: string): Verdict => ({ kind: 'retry', after, error })

export const failBecause = (reason: string, detail?: Record<string, unknown>): Verdict =>
  detail === undefined ? { kind: 'fail', reason } : { kind: 'fail', reason, detail }
