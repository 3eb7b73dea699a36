import { refusal, transitionOperation } from './access/permissions'
import { type ServerAction, type ServerFacts, serverActions } from './server-actions'
import type { ServerState } from './server-state'

/** A change of many servers, as far as it decides who is refused. */
export type ChangeKind = { kind: 'transition'; to: ServerState } | { kind: 'move' } | { kind: 'hold' }

/** What becomes of one server: changed, so already, or refused. */
export type Verdict = { verdict: 'ready' } | { verdict: 'already' } | { verdict: 'refused'; reason: string }

/** The action whose button makes this change to a server in this state: a preview refuses what the button refuses. */
export function actionOf(state: ServerState, change: ChangeKind): ServerAction {
  if (change.kind === 'move') return 'scan-into-warehouse'
  if (change.kind === 'hold') return 'place-hold'
  switch (change.to) {
    case 'IN_FACTORY_TEST':
      return 'start-factory-test'
    case 'IN_TRANSIT':
      return 'send'
    case 'BROKEN':
      return 'mark-broken'
    case 'REPAIRING':
      return 'start-repair'
    case 'DECOMMISSIONED':
      return 'decommission'
    case 'RACKED':
      return state === 'REPAIRING' ? 'finish-repair' : 'false-alarm'
    default:
      return 'false-alarm'
  }
}

/** The permission that the change of a server in this state asks for. */
export function operationOf(state: ServerState, change: ChangeKind) {
  if (change.kind === 'move') return 'inventory.scan-server'
  if (change.kind === 'hold') return 'inventory.place-hold'
  return transitionOperation(state, change.to)
}

/** Judges one server. The order's number is left out of the reason, so that the same reason is the same for all. */
export function judgeChange(facts: ServerFacts, change: ChangeKind, may: boolean): Verdict {
  const { state } = facts
  if (change.kind === 'transition' && change.to === state) return { verdict: 'already' }
  if (change.kind === 'hold' && facts.held) return { verdict: 'already' }
  if (!may) return { verdict: 'refused', reason: `${refusal(operationOf(state, change))}.` }
  const wanted = actionOf(state, change)
  const found = serverActions({ ...facts, order: null }).find(({ action }) => action === wanted)
  const reason = found?.reason ?? null
  if (reason !== null) return { verdict: 'refused', reason }
  // A false alarm goes where the server stands, and nowhere else.
  if (change.kind === 'transition' && found?.to !== undefined && found.to !== change.to) {
    const where = facts.place === 'warehouse' ? 'a warehouse' : 'a rack'
    return { verdict: 'refused', reason: `It stands in ${where}: it goes back to what it is there.` }
  }
  return { verdict: 'ready' }
}
