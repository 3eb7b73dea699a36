import type { ScanView, TakeBackScanInput } from '../../contracts/inventory/server'
import { type Ctx, inTransaction, type TxCtx } from '../../db/context'
import { lockServer } from '../../db/locks'
import { conflict, notFound } from '../../domain/errors'
import type { ScanOutcome } from '../../domain/scan'
import type { ServerState } from '../../domain/server-state'
import { SERVER_STATES } from '../../domain/server-state'
import { serverWords } from '../../domain/state-words'
import { authorize } from '../access/authorize'
import { applyScan } from './apply-scan'
import { listMoves, type Move, refuseMovedSince } from './last-move'
import { placing, type WantedPlace } from './place-refusal'
import { resolveLocation } from './scan-location'
import { readScanned, type ScannedServer } from './scanned-server'

/**
 * Takes back one's own last scan of a server: it is scanned back to where it was, by the same table and with its own row in
 * the log. Refused with the other side where somebody moved it since, and where a scan can't bring back what it was.
 */
export async function takeBackScan(ctx: Ctx, input: TakeBackScanInput): Promise<ScanView> {
  return placing(ctx, (remember) => inTransaction(ctx, (tx) => takeBack(tx, input, remember)))
}

const takeBack = async (
  tx: TxCtx,
  input: TakeBackScanInput,
  remember: (place: WantedPlace) => void,
): Promise<ScanView> => {
  const locked = await lockServer(tx, input.barcode)
  if (locked === null) throw notFound('server', input.barcode)
  const server = await readScanned(tx, locked.id)
  authorize(tx, 'inventory.take-back-scan', server.datacenterId)
  const moves = await listMoves(tx, server.barcode, null)
  const [last] = moves
  if (
    last === undefined ||
    last.action !== 'inventory.scan-server' ||
    last.by !== tx.actor.name ||
    !stands(server, input)
  ) {
    if (last !== undefined) refuseMovedSince(server.barcode, last.at, last)
    throw conflict('conflict', `${server.barcode}: it was not scanned by you. Nothing to take back.`)
  }
  // A scan may write two rows: through the warehouse into the rack.
  const first = moves.findLast((move) => move.writtenAt.getTime() === last.writtenAt.getTime()) ?? last
  if (first.from === null) {
    throw conflict('conflict', `${server.barcode}: it stood in no place before: there is none to put it back to.`)
  }
  const location = await resolveLocation(tx, first.from)
  authorize(tx, 'inventory.take-back-scan', location.datacenterId)
  return applyScan(tx, {
    ...{ server, location, remember },
    created: false,
    overPlanned: false,
    model: null,
    action: 'inventory.take-back-scan',
    judge: (outcome) => backTo(server, stateBefore(first, server.state), outcome),
  })
}

function stands(server: ScannedServer, { location }: TakeBackScanInput): boolean {
  const same = (a: string | undefined, b: string) => a?.toLowerCase() === b.toLowerCase()
  return 'warehouse' in location
    ? same(server.warehouse?.code, location.warehouse)
    : same(server.rack?.code, location.rack) && server.u === location.u
}

function stateBefore(first: Move, now: ServerState): ServerState {
  return SERVER_STATES.find((state) => state === first.fromState) ?? now
}

function backTo(server: ScannedServer, before: ServerState, outcome: ScanOutcome & { ok: true }) {
  if (outcome.to === before) return { ...outcome, headline: 'Put back' }
  const was = serverWords[before].word.toLowerCase()
  throw conflict('conflict', `${server.barcode}: it was ${was}: a scan can’t bring that back.`)
}
