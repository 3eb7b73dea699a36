import type { ScanView } from '../../contracts/inventory/server'
import type { TxCtx } from '../../db/context'
import { conflict } from '../../domain/errors'
import { type ScanOutcome, scanOutcome, scanTarget } from '../../domain/scan'
import { authorize } from '../access/authorize'
import { lastMove, refuseMovedSince } from './last-move'
import type { WantedPlace } from './place-refusal'
import type { ResolvedModel } from './resolve-model'
import { scanAnswer } from './scan-answer'
import { faceFor, type ResolvedLocation, scanLocation } from './scan-location'
import { type Placing, placeScanned } from './scan-place'
import type { ScannedServer } from './scanned-server'

export interface Scan {
  server: ScannedServer
  created: boolean
  location: ResolvedLocation
  model: ResolvedModel | null
  action: Placing['action']
  /** Also into units that are kept for another server. */
  overPlanned: boolean
  scannedAt?: Date | undefined
  remember: (place: WantedPlace) => void
  /** Has the last word on what the table allows: refuses by throwing, or words it anew. */
  judge?: (outcome: ScanOutcome & { ok: true }) => ScanOutcome & { ok: true }
}

/** Puts a locked server where the scan says, as the scan table allows: the one way in which a scan moves anything. */
export const applyScan = async (tx: TxCtx, scan: Scan): Promise<ScanView> => {
  const { server, created, location, model, scannedAt, action, overPlanned } = scan
  authorize(tx, action, server.datacenterId)
  const place = { datacenter: server.datacenterId, rack: server.rackId, u: server.u, face: server.face }
  const target = scanTarget({ ...place, warehouse: server.warehouseId }, scanLocation(location, server))
  if (scannedAt !== undefined && !target.samePlace) {
    refuseMovedSince(server.barcode, scannedAt, await lastMove(tx, server.barcode, scannedAt))
  }
  const decided = scanOutcome(created ? null : server.state, target)
  if (!decided.ok) {
    const order = server.order === null ? {} : { order: server.order.number }
    throw conflict(decided.code, `${server.barcode}: ${decided.words} ${decided.wayOut}`, {
      barcode: server.barcode,
      state: server.state,
      ...order,
    })
  }
  const outcome = scan.judge?.(decided) ?? decided
  const shape = { heightU: model?.heightU ?? server.heightU, depth: model?.depth ?? server.depth }
  if (location.into === 'rack') {
    const { id: rackId, u } = location
    scan.remember({ rackId, u, face: faceFor(location, server), ...shape, self: { barcode: server.barcode } })
  }
  const placed = { server, created, location, outcome, model, action, overPlanned, scannedAt }
  const warnings = await placeScanned(tx, placed)
  return scanAnswer(tx, { serverId: server.id, created, location, outcome, warnings })
}
