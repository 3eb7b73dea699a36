import type { ScanInput, ScanView } from '../../contracts/inventory/server'
import { type Ctx, inTransaction, type TxCtx } from '../../db/context'
import { conflict } from '../../domain/errors'
import { scanOutcome, scanTarget } from '../../domain/scan'
import { authorize } from '../access/authorize'
import { placing, type WantedPlace } from './place-refusal'
import { resolveModel } from './resolve-model'
import { scanAnswer } from './scan-answer'
import { faceFor, resolveLocation, scanLocation } from './scan-location'
import { placeScanned } from './scan-place'
import { findOrCreateScanned, type ScannedServer } from './scanned-server'

/**
 * Barcode + location: creates an unknown server, moves a known one as the scan table allows, or confirms its place.
 * 409 with `blockedBy` where something else stands there; 422 where the location or model does not exist.
 */
export async function scanServer(ctx: Ctx, input: ScanInput): Promise<{ created: boolean; server: ScanView }> {
  return placing(ctx, (remember) => inTransaction(ctx, (tx) => scan(tx, input, remember)))
}

const scan = async (
  tx: TxCtx,
  input: ScanInput,
  remember: (place: WantedPlace) => void,
): Promise<{ created: boolean; server: ScanView }> => {
  const location = await resolveLocation(tx, input.location)
  authorize(tx, 'inventory.scan-server', location.datacenterId)
  const { server, created } = await findOrCreateScanned(tx, input, location.datacenterId)
  authorize(tx, 'inventory.scan-server', server.datacenterId)
  const place = { datacenter: server.datacenterId, rack: server.rackId, u: server.u, face: server.face }
  const target = scanTarget({ ...place, warehouse: server.warehouseId }, scanLocation(location, server))
  const outcome = scanOutcome(created ? null : server.state, target)
  if (!outcome.ok) {
    const order = server.order === null ? {} : { order: server.order.number }
    throw conflict(outcome.code, `${server.barcode}: ${outcome.words} ${outcome.wayOut}`, {
      barcode: server.barcode,
      state: server.state,
      ...order,
    })
  }
  const model = await newModel(tx, server, input.model)
  const shape = { heightU: model?.heightU ?? server.heightU, depth: model?.depth ?? server.depth }
  if (location.into === 'rack') {
    const { id: rackId, u } = location
    remember({ rackId, u, face: faceFor(location, server), ...shape, self: { barcode: server.barcode } })
  }
  const overPlanned = input.overPlanned === true
  const warnings = await placeScanned(tx, { server, created, location, outcome, model, overPlanned })
  return { created, server: await scanAnswer(tx, { serverId: server.id, created, location, outcome, warnings }) }
}

/** The model that the scan sets: none when it names none, or the one that is known already. */
const newModel = async (tx: TxCtx, server: ScannedServer, slug: string | undefined) => {
  if (slug === undefined) return null
  if (server.model === null) return resolveModel(tx, slug)
  if (server.model.slug.toLowerCase() === slug.toLowerCase()) return null
  throw conflict(
    'conflict',
    `${server.barcode} is recorded as ${server.model.slug}, not ${slug}. Scan it without a model, or correct its record.`,
    { barcode: server.barcode, model: server.model.slug },
  )
}
