import type { ErrorCode } from './errors'
import type { ServerState } from './server-state'
import { serverWords } from './state-words'

/** How the scanned location relates to where the server stands. A server in no rack is never in the `same-rack`. */
export const SCAN_RELATIONS = ['same-rack', 'other-rack', 'warehouse', 'other-datacenter'] as const
export type ScanRelation = (typeof SCAN_RELATIONS)[number]

export type ScanTarget = {
  relation: ScanRelation
  into: 'rack' | 'warehouse'
  /** The very slot (rack, u and face) or warehouse it stands in: nothing moves, the scan confirms. */
  samePlace: boolean
}

/** Where a server stands, or a location: internal ids or folded codes, compared for equality only. */
export type ServerPlace = {
  datacenter: string | number
  rack?: string | number | null
  u?: number | null
  face?: string | null
  warehouse?: string | number | null
}
export type ScanLocation =
  | { into: 'rack'; datacenter: string | number; rack: string | number; u: number; face: string }
  | { into: 'warehouse'; datacenter: string | number; warehouse: string | number }

export type ScanOutcome =
  | {
      ok: true
      /** The state it ends in, and each state entered on the way (one audit row each); empty when it keeps its state. */
      to: ServerState
      through: readonly ServerState[]
      /** Whether its place changes. False: a confirmation, only lastScannedAt changes. */
      moves: boolean
      /** The answer's one large word, and what it means for a tech. */
      headline: string
      words: string
    }
  | { ok: false; code: ErrorCode; words: string; wayOut: string }

/**
 * arrive: goods in, through IN_WAREHOUSE, and on to RACKED if scanned into a rack · place: RACKED or IN_WAREHOUSE, by
 * where it is · carry: the place changes, the state does not · pinned: only its own slot can be confirmed · mend: into
 * a warehouse ends the repair, its own slot confirms · the rest are refusals.
 */
type Rule = 'arrive' | 'place' | 'carry' | 'pinned' | 'mend' | 'bound' | 'not-sent' | 'scrapped'

/**
 * The one table, state × relation. Product rule: ALLOCATED, PROVISIONING and IN_SERVICE never change datacenter.
 * Decided here: a server being provisioned or in service is not moved by a scan at all (what runs on it would fall
 * over: release it first), but a scan of its own slot confirms it; a broken server may be carried anywhere and stays
 * broken; one in repair is racked by hand when mended in place (`REPAIRING → RACKED`), never by a scan; one in factory
 * test has to be sent first, as the drawing has no arrow from there to a warehouse.
 */
export const SCAN_TABLE: Record<ServerState, Record<ScanRelation, Rule>> = {
  NEW: row('arrive'),
  IN_FACTORY_TEST: row('not-sent'),
  IN_TRANSIT: row('arrive'),
  IN_WAREHOUSE: row('place'),
  RACKED: row('place'),
  ALLOCATED: { ...row('carry'), 'other-datacenter': 'bound' },
  PROVISIONING: { ...row('pinned'), 'other-datacenter': 'bound' },
  IN_SERVICE: { ...row('pinned'), 'other-datacenter': 'bound' },
  BROKEN: row('carry'),
  REPAIRING: row('mend'),
  DECOMMISSIONED: row('scrapped'),
}

function row(rule: Rule): Record<ScanRelation, Rule> {
  return { 'same-rack': rule, 'other-rack': rule, warehouse: rule, 'other-datacenter': rule }
}

/** How a location relates to where the server stands. */
export function scanTarget(place: ServerPlace, location: ScanLocation): ScanTarget {
  const { into } = location
  const samePlace =
    location.into === 'rack'
      ? place.rack === location.rack && place.u === location.u && place.face === location.face
      : place.warehouse === location.warehouse
  if (place.datacenter !== location.datacenter) return { relation: 'other-datacenter', into, samePlace: false }
  if (location.into === 'warehouse') return { relation: 'warehouse', into, samePlace }
  return { relation: place.rack === location.rack ? 'same-rack' : 'other-rack', into, samePlace }
}

/** What a scan does. `state` null: a barcode never seen, to be created as NEW and received at once. */
export function scanOutcome(state: ServerState | null, target: ScanTarget): ScanOutcome {
  const now = state ?? 'NEW'
  switch (SCAN_TABLE[now][target.relation]) {
    case 'arrive':
      return placed(now, target, ['IN_WAREHOUSE'])
    case 'place':
      return placed(now, target, [])
    case 'carry':
      return carried(now, target)
    case 'pinned':
      return target.samePlace ? confirmed(now) : refusePinned(now)
    case 'mend':
      return mended(now, target)
    case 'bound':
      return {
        ok: false,
        code: 'wrong-datacenter',
        words: `It is ${word(now)} for an order of its datacenter and never leaves it.`,
        wayOut: now === 'ALLOCATED' ? 'Give it back first: plan the order anew or cancel it.' : 'Release it first.',
      }
    case 'not-sent':
      return {
        ok: false,
        code: 'illegal-transition',
        words: 'It is in factory test and was never sent.',
        wayOut: 'Mark it in transit first, then scan it in.',
      }
    case 'scrapped':
      return {
        ok: false,
        code: 'decommissioned',
        words: 'It was decommissioned. A scrapped server is not taken in again.',
        wayOut: 'Put it aside and ask an operator.',
      }
  }
}

function placed(from: ServerState, target: ScanTarget, via: readonly ServerState[]): ScanOutcome {
  const to = target.into === 'rack' ? 'RACKED' : 'IN_WAREHOUSE'
  if (to === from) return target.samePlace ? confirmed(from) : keeps(from, 'Moved', placeWords(to))
  const through: readonly ServerState[] = via.includes(to) ? via : [...via, to]
  return {
    ok: true,
    to,
    through,
    moves: !target.samePlace,
    headline: to === 'RACKED' ? 'Racked' : 'Stored',
    words: placeWords(to),
  }
}

function carried(state: ServerState, target: ScanTarget): ScanOutcome {
  return target.samePlace ? confirmed(state) : keeps(state, 'Moved', `It stays ${word(state)}.`)
}

function mended(state: ServerState, target: ScanTarget): ScanOutcome {
  if (target.into === 'warehouse') return placed(state, target, [])
  if (target.samePlace) return confirmed(state)
  return {
    ok: false,
    code: 'cannot-move',
    words: 'It is in repair.',
    wayOut: 'Scan it into a warehouse when it is mended, or mark it racked where its unit was kept.',
  }
}

function refusePinned(state: ServerState): ScanOutcome {
  const words =
    state === 'IN_SERVICE'
      ? 'It is in service, so it can’t be moved.'
      : 'It is being provisioned, so it can’t be moved.'
  const wayOut = state === 'IN_SERVICE' ? 'Release it first.' : 'Wait for its job to end, or cancel it.'
  return { ok: false, code: 'cannot-move', words, wayOut }
}

function keeps(state: ServerState, headline: string, words: string): ScanOutcome {
  return { ok: true, to: state, through: [], moves: true, headline, words }
}

function confirmed(state: ServerState): ScanOutcome {
  return {
    ok: true,
    to: state,
    through: [],
    moves: false,
    headline: 'Confirmed',
    words: `It stands where it should, ${word(state)}.`,
  }
}

function placeWords(to: 'RACKED' | 'IN_WAREHOUSE'): string {
  return to === 'RACKED' ? 'Free to be promised now.' : 'In stock now.'
}

function word(state: ServerState): string {
  return serverWords[state].word.toLowerCase()
}
