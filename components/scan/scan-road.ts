import { placeOf } from '@/components/servers/server-facts'
import type { SearchResult } from '@/lib/contracts/audit/audit'
import type { ServerView } from '@/lib/contracts/inventory/server'
import { CODE_RULE, isCode, normaliseCode } from '@/lib/domain/code'
import { findFreeUnit, resolveCode } from './resolve-code'
import { type About, intoAnswer, lookAnswer, type ScanAnswer, unknownAnswer } from './scan-answers'
import type { ScanPlace } from './scan-place'

/** A server to be placed; `before` is null for one that nobody knows yet. */
export interface Placement {
  code: string
  before: ServerView | null
  place: ScanPlace
  model?: string | undefined
}

/** What a scan needs of the page around it. */
export interface Road {
  /** Why this person may only look things up. */
  locked: string | null
  place: () => ScanPlace | null
  setPlace: (place: ScanPlace) => void
  /** The barcode whose model is asked for. */
  asking: () => string | null
  ask: (code: string | null) => void
  about: (slug?: string | undefined) => About
  say: (answer: ScanAnswer) => void
  put: (placement: Placement) => Promise<unknown>
  open: (href: string) => void
}

/** The road of a scan: what is the code, where does it go. A rack or warehouse sets the place, a ticket or order opens. */
export async function takeScan(road: Road, typed: string): Promise<void> {
  const code = normaliseCode(typed)
  if (code === '') return
  if (!isCode(code)) {
    return road.say(unknownAnswer(code.slice(0, 64), 'This is no code', `A code is ${CODE_RULE}.`, road.about()))
  }
  dropQuestion(road, code)
  const found = await resolveCode(code)
  if (found.kind === 'server') return takeServer(road, code, found.server)
  if (found.kind === 'unknown') return takeUnknown(road, code)
  if (found.match.kind === 'rack' || found.match.kind === 'warehouse') return enterPlace(road, found.match)
  road.open(found.match.href)
}

/** Another code comes while a model is asked for: the one before is not recorded, and that is said. */
function dropQuestion(road: Road, code: string): void {
  const asked = road.asking()
  if (asked === null || asked === code) return
  road.say(unknownAnswer(asked, 'Not recorded', 'No model was chosen. Scan it again.', road.about()))
  road.ask(null)
}

async function takeServer(road: Road, code: string, server: ServerView): Promise<void> {
  const place = road.place()
  if (place !== null && road.locked === null) {
    await road.put({ code, before: server, place })
    return
  }
  const why = road.locked === null ? 'Scan a rack or a warehouse first to place it.' : `${road.locked}.`
  road.say(lookAnswer(server, placeOf(server), why, road.about(server.model)))
}

function takeUnknown(road: Road, code: string): void {
  if (road.locked === null && road.place() !== null) {
    road.ask(code)
    return
  }
  const why = road.locked === null ? 'To take it in, scan a rack or a warehouse first.' : `${road.locked}.`
  road.say(unknownAnswer(code, 'Nothing has this code', why, road.about()))
}

async function enterPlace(road: Road, match: SearchResult): Promise<void> {
  if (match.kind === 'warehouse') {
    road.setPlace({ into: 'warehouse', warehouse: match.code })
    return road.say(intoAnswer(match.code, 'Scan what goes in.', road.about()))
  }
  const { rack, u, free } = await findFreeUnit(match.code)
  const now = road.place()
  road.setPlace({ into: 'rack', rack, u: u ?? 1, face: 'front', step: now?.into === 'rack' ? now.step : 'up' })
  road.say(intoAnswer(rack, u === null ? 'It is full.' : `From U${u}. ${free}U free.`, road.about()))
}
