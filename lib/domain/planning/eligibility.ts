import type { ServerState } from '../server-state'
import { serverWords } from '../state-words'

/** What planning has to know of a server: all of it stands on the server's row and its model's. */
export type EligibilityFacts = {
  state: ServerState
  model: { cpuCores: number | null; ramGb: number | null; nvmeGb: number | null } | null
  openHighTickets: number
  /** A hold until a time in the past is no hold; without `until` it holds until it is ended. */
  hold: { reason: string; until: Date | null } | null
  needsWipe: boolean
}

export type IneligibleCode =
  | 'not-free'
  | 'in-warehouse'
  | 'unidentified'
  | 'model-incomplete'
  | 'open-high-ticket'
  | 'on-hold'
  | 'needs-wipe'

export type Ineligible = { code: IneligibleCode; words: string }

/**
 * The one predicate of planning, asked again by allocation: null when the server may be promised.
 * The first reason that applies is the one given.
 */
export function ineligibleReason(
  server: EligibilityFacts,
  options: { includeWarehouse: boolean; now: Date },
): Ineligible | null {
  if (server.state === 'IN_WAREHOUSE') {
    if (!options.includeWarehouse) return { code: 'in-warehouse', words: 'It is in a warehouse, not in a rack.' }
  } else if (server.state !== 'RACKED') {
    return { code: 'not-free', words: `It is ${serverWords[server.state].word.toLowerCase()}.` }
  }
  if (server.model === null) return { code: 'unidentified', words: 'Its model is not known.' }
  if (!isComplete(server.model)) {
    return { code: 'model-incomplete', words: 'Its model lacks cores, RAM or NVMe.' }
  }
  if (server.openHighTickets > 0) return { code: 'open-high-ticket', words: 'It has an open ticket of high priority.' }
  if (isHeld(server.hold, options.now)) return { code: 'on-hold', words: `It is held: ${server.hold?.reason}.` }
  if (server.needsWipe) return { code: 'needs-wipe', words: 'It still has to be wiped.' }
  return null
}

/** Is the hold active now? The very instant of `until` is past it. */
export function isHeld(hold: { until: Date | null } | null, now: Date): boolean {
  return hold !== null && (hold.until === null || hold.until.getTime() > now.getTime())
}

function isComplete(model: NonNullable<EligibilityFacts['model']>): boolean {
  return model.cpuCores !== null && model.ramGb !== null && model.nvmeGb !== null
}
