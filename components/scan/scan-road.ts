import type { ResolvedCode } from '@/lib/contracts/inventory/resolve'
import type { ServerView } from '@/lib/contracts/inventory/server'
import { CODE_RULE } from '@/lib/domain/code'
import type { Resolved } from './resolve-code'
import {
  type About,
  intoAnswer,
  lookAnswer,
  otherAnswer,
  placeToReturn,
  type ScanAnswer,
  ticketAnswer,
  unknownAnswer,
} from './scan-answers'
import { placeWords, type ScanPlace } from './scan-place'

/** A server to be placed; `before` is null for one that nobody knows yet, or that could not be asked for. */
export interface Placement {
  code: string
  before: ServerView | null
  place: ScanPlace
  /** When it was scanned. */
  at: Date
  /** As far as it is known. */
  heightU: number
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
  resolve: (typed: string) => Promise<Resolved>
}

/** The road of a scan: what is the code, where does it go. A rack or warehouse sets the place, an order opens. */
export async function takeScan(road: Road, typed: string, at: Date): Promise<void> {
  const found = await road.resolve(typed)
  if (found.kind === 'no-code') {
    const note = `A code is ${CODE_RULE}; our own labels and GS1 are read as well.`
    return road.say(unknownAnswer(typed.trim().slice(0, 64), 'This is no code', note, road.about()))
  }
  dropQuestion(road, codeOf(found))
  if (found.kind === 'server') return takeServer(road, found.server, at)
  if (found.kind === 'unknown') return takeUnknown(road, found.code)
  if (found.kind === 'away') return takeAway(road, found, at)
  const { match } = found
  if (match.kind === 'rack' || match.kind === 'warehouse') return enterPlace(road, match)
  if (match.kind === 'order') return road.open(match.href)
  if (match.kind === 'ticket') return road.say(ticketAnswer(match, road.about()))
  road.say(otherAnswer(match, road.place(), road.about()))
}

function codeOf(found: Exclude<Resolved, { kind: 'no-code' }>): string {
  if (found.kind === 'server') return found.server.barcode
  return found.kind === 'other' ? found.match.code : found.code
}

/** Another code comes while a model is asked for: the one before is not recorded, and that is said. */
function dropQuestion(road: Road, code: string): void {
  const asked = road.asking()
  if (asked === null || asked === code) return
  road.say(unknownAnswer(asked, 'Not recorded', 'No model was chosen. Scan it again.', road.about()))
  road.ask(null)
}

async function takeServer(road: Road, server: ServerView, at: Date): Promise<void> {
  const place = road.place()
  if (place !== null && road.locked === null) {
    await road.put({ code: server.barcode, before: server, place, at, heightU: server.heightU })
    return
  }
  const why = road.locked === null ? 'Scan a rack or a warehouse first to place it.' : `${road.locked}.`
  const stands = placeToReturn(server)
  const where = stands === null ? null : placeWords(stands, server.heightU)
  road.say(lookAnswer(server, where, why, road.about(server.model)))
}

function takeUnknown(road: Road, code: string): void {
  if (road.locked === null && road.place() !== null) {
    road.ask(code)
    return
  }
  const why = road.locked === null ? 'To take it in, scan a rack or a warehouse first.' : `${road.locked}.`
  road.say(unknownAnswer(code, 'Nothing has this code', why, road.about()))
}

/** Nobody can be asked: what this device knows as a place is one, all else is taken for a server. */
async function takeAway(road: Road, found: Resolved & { kind: 'away' }, at: Date): Promise<void> {
  const { code, known } = found
  if (known?.kind === 'warehouse') return enterWarehouse(road, known.code, null)
  if (known?.kind === 'rack') {
    const now = road.place()
    road.setPlace({ into: 'rack', rack: known.code, u: 1, face: 'front', step: now?.into === 'rack' ? now.step : 'up' })
    return road.say(
      intoAnswer(known.code, 'From U1: set the unit yourself, as nobody can be asked.', null, road.about()),
    )
  }
  const place = road.place()
  if (place !== null && road.locked === null) {
    await road.put({ code: known?.code ?? code, before: null, place, at, heightU: known?.heightU ?? 1 })
    return
  }
  const why = road.locked === null ? 'Without network it is kept once a place is set.' : `${road.locked}.`
  road.say(unknownAnswer(code, 'No network to look it up', why, road.about()))
}

async function enterPlace(road: Road, { kind, code, href }: ResolvedCode): Promise<void> {
  if (kind === 'warehouse') return enterWarehouse(road, code, href)
  const { findFreeUnit } = await import('./free-unit')
  const { rack, u, free } = await findFreeUnit(code)
  const now = road.place()
  road.setPlace({ into: 'rack', rack, u: u ?? 1, face: 'front', step: now?.into === 'rack' ? now.step : 'up' })
  road.say(
    intoAnswer(rack, u === null ? 'It is full.' : `From U${u}. ${free}U free.`, { of: 'rack', href }, road.about()),
  )
}

function enterWarehouse(road: Road, warehouse: string, href: string | null): void {
  road.setPlace({ into: 'warehouse', warehouse })
  road.say(intoAnswer(warehouse, 'Scan what goes in.', href === null ? null : { of: 'warehouse', href }, road.about()))
}
