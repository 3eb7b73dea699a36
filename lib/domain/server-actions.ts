import { SCAN_TABLE, scanOutcome } from './scan'
import { handTransition, isPromised, type ServerState, serverMachine } from './server-state'
import { serverWords } from './server-words'
import { type ActionState, action } from './state-machine'

export type ServerAction =
  | 'scan-into-rack'
  | 'scan-into-warehouse'
  | 'start-factory-test'
  | 'send'
  | 'mark-broken'
  | 'start-repair'
  | 'finish-repair'
  | 'false-alarm'
  | 'place-hold'
  | 'end-hold'
  | 'power'
  | 'open-ticket'
  | 'decommission'

/** What is known of a server where its buttons are drawn. */
export type ServerFacts = {
  state: ServerState
  /** Where it stands now. */
  place: 'rack' | 'warehouse' | 'none'
  hasBmc: boolean
  /** A hold that is active now. */
  held: boolean
  /** Number of the order it is promised to. */
  order?: string | null
}

/**
 * Every action on a server, in the order its buttons stand; the refused ones with their reason. The legal next actions
 * of a scan's answer are those that are allowed. Asks for no role: that is `access/permissions.ts`.
 */
export function serverActions(facts: ServerFacts): ActionState<ServerAction, ServerState>[] {
  const { state } = facts
  const scrapped = state === 'DECOMMISSIONED' ? 'It was decommissioned.' : null
  return [
    scanAction(facts, 'rack'),
    scanAction(facts, 'warehouse'),
    action('start-factory-test', 'Start factory test', byHand(state, 'IN_FACTORY_TEST'), 'IN_FACTORY_TEST'),
    action('send', 'Send elsewhere', byHand(state, 'IN_TRANSIT'), 'IN_TRANSIT'),
    action('mark-broken', 'Mark broken', byHand(state, 'BROKEN'), 'BROKEN'),
    action('start-repair', 'Start repair', byHand(state, 'REPAIRING'), 'REPAIRING'),
    action('finish-repair', 'Mended in its place', refuseFinish(facts), 'RACKED'),
    falseAlarm(facts),
    action('place-hold', 'Hold', scrapped ?? (facts.held ? 'It is held already.' : null)),
    action('end-hold', 'End hold', facts.held ? null : 'It is not held.'),
    action('power', 'Power', scrapped ?? refusePower(facts)),
    action('open-ticket', 'Open a ticket', scrapped),
    action('decommission', 'Decommission', refuseDecommission(facts), 'DECOMMISSIONED'),
  ]
}

function scanAction(facts: ServerFacts, into: 'rack' | 'warehouse'): ActionState<ServerAction, ServerState> {
  const name = into === 'rack' ? 'scan-into-rack' : 'scan-into-warehouse'
  const label = into === 'rack' ? 'Scan into a rack' : 'Scan into a warehouse'
  const relation = into === 'rack' ? 'other-rack' : 'warehouse'
  const outcome = scanOutcome(facts.state, { relation, into, samePlace: false })
  if (outcome.ok) return action(name, label, null, outcome.to)
  const forOrder = facts.order && SCAN_TABLE[facts.state][relation] === 'pinned' ? ` It is ${facts.order}’s.` : ''
  return action(name, label, `${outcome.words}${forOrder} ${outcome.wayOut}`)
}

function falseAlarm({ state, place }: ServerFacts): ActionState<ServerAction, ServerState> {
  const to = place === 'warehouse' ? 'IN_WAREHOUSE' : 'RACKED'
  if (state !== 'BROKEN') return action('false-alarm', 'False alarm', 'It is not marked broken.', to)
  const reason = place === 'none' ? 'It stands nowhere: scan it in first.' : null
  return action('false-alarm', 'False alarm', reason, to)
}

function refuseFinish({ state, place }: ServerFacts): string | null {
  if (state !== 'REPAIRING') return 'It is not in repair.'
  return place === 'rack' ? null : 'Its unit was not kept: scan it into a warehouse.'
}

function refusePower({ state, hasBmc }: ServerFacts): string | null {
  if (!hasBmc) return 'It has no BMC.'
  // A reset in the middle of a flash can brick it.
  return state === 'PROVISIONING' ? 'It is being provisioned: its job has its power.' : null
}

function refuseDecommission({ state, order }: ServerFacts): string | null {
  if (isPromised(state)) return `Promised to ${order ?? 'an order'}: release or cancel that first, or mark it broken.`
  return byHand(state, 'DECOMMISSIONED')
}

function byHand(from: ServerState, to: ServerState): string | null {
  if (handTransition(from, to) === 'ok') return null
  if (from === to) return `It is ${word(from)} already.`
  if (serverMachine.isFinal(from)) return 'It was decommissioned.'
  const sources = serverMachine.sources(to).filter((source) => handTransition(source, to) === 'ok')
  return `It is ${word(from)}. Only from: ${sources.map(word).join(', ')}.`
}

function word(state: ServerState): string {
  return serverWords[state].word.toLowerCase()
}
