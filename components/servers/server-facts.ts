import type { GlyphName } from '@/components/ui/glyph'
import type { ServerView } from '@/lib/contracts/inventory/server'
import { transitionOperation } from '@/lib/domain/access/permissions'
import { type ServerAction, type ServerFacts, serverActions } from '@/lib/domain/server-actions'
import type { ServerState } from '@/lib/domain/server-state'

/** Why this person may not, in words, or null: read from the permissions by the page. */
export interface ServerLocks {
  scan: string | null
  repair: string | null
  beyondRepair: string | null
  placeHold: string | null
  endHold: string | null
  power: string | null
  openTicket: string | null
  edit: string | null
}

export interface NextAction {
  action: ServerAction
  label: string
  glyph: GlyphName
  danger: boolean
  to: ServerState | undefined
  /** Null: it may be done now. */
  disabledReason: string | null
}

export function factsOf(server: ServerView): ServerFacts {
  return {
    state: server.state,
    place: server.rack !== undefined ? 'rack' : server.warehouse !== undefined ? 'warehouse' : 'none',
    hasBmc: server.bmc !== undefined,
    held: server.hold !== undefined,
    order: server.order ?? null,
  }
}

/** "FRA1-A07 U21", "FRA1-W1", or where it is on its way to. */
export function placeOf(server: Pick<ServerView, 'rack' | 'u' | 'warehouse' | 'destination'>): string | null {
  if (server.rack !== undefined && server.u !== undefined) return `${server.rack} U${server.u}`
  if (server.warehouse !== undefined) return server.warehouse
  return server.destination === undefined ? null : `on its way to ${server.destination}`
}

/** The buttons of a server: those that are possible now first, then the refused ones with their reason. */
export function nextActions(server: ServerView, locks: ServerLocks): NextAction[] {
  const facts = factsOf(server)
  const all = serverActions(facts)
    .filter(({ action }) => action !== (facts.held ? 'place-hold' : 'end-hold'))
    .map(({ action, label, to, reason }) => ({
      action,
      label: labelOf(action, label, facts),
      glyph: glyphs[action],
      danger: action === 'mark-broken' || action === 'decommission',
      to,
      disabledReason: lockOf(action, facts.state, to, locks) ?? reason ?? null,
    }))
  return [...all.filter((one) => one.disabledReason === null), ...all.filter((one) => one.disabledReason !== null)]
}

function lockOf(action: ServerAction, from: ServerState, to: ServerState | undefined, locks: ServerLocks) {
  switch (action) {
    case 'scan-into-rack':
    case 'scan-into-warehouse':
      return locks.scan
    case 'place-hold':
      return locks.placeHold
    case 'end-hold':
      return locks.endHold
    case 'power':
      return locks.power
    case 'open-ticket':
      return locks.openTicket
    default:
      if (to === undefined || locks.repair !== null) return locks.repair
      return transitionOperation(from, to) === 'inventory.transition-server' ? locks.repair : locks.beyondRepair
  }
}

function labelOf(action: ServerAction, label: string, facts: ServerFacts): string {
  if (action === 'scan-into-rack') return facts.place === 'rack' ? 'Move…' : 'Rack it…'
  if (action === 'scan-into-warehouse') return 'Into a warehouse…'
  return action === 'end-hold' ? label : `${label}…`
}

const glyphs: Record<ServerAction, GlyphName> = {
  'scan-into-rack': 'rack-unit',
  'scan-into-warehouse': 'house',
  'start-factory-test': 'flask',
  send: 'arrow',
  'mark-broken': 'diamond-x',
  'start-repair': 'wrench',
  'finish-repair': 'rack-unit',
  'false-alarm': 'return-arrow',
  'place-hold': 'lock',
  'end-hold': 'lock',
  power: 'bolt',
  'open-ticket': 'ticket',
  decommission: 'slashed-ring',
}
