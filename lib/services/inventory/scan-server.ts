import type { ScanInput, ScanView } from '../../contracts/inventory/server'
import { type Ctx, inTransaction, type TxCtx } from '../../db/context'
import { conflict } from '../../domain/errors'
import { authorize } from '../access/authorize'
import { applyScan } from './apply-scan'
import { placing, type WantedPlace } from './place-refusal'
import { resolveModel } from './resolve-model'
import { resolveLocation } from './scan-location'
import { findOrCreateScanned, type ScannedServer } from './scanned-server'

/**
 * Barcode + location: creates an unknown server, moves a known one as the scan table allows, or confirms its place.
 * 409 with `blockedBy` where something else stands there, with `theirs` where somebody else moved it after `scannedAt`;
 * 422 where the location or model does not exist.
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
  const model = await newModel(tx, server, input.model)
  const answer = await applyScan(tx, {
    ...{ server, created, location, model, remember },
    action: 'inventory.scan-server',
    overPlanned: input.overPlanned === true,
    scannedAt: timeOf(tx, input.scannedAt),
  })
  return { created, server: answer }
}

/** A device's clock that runs ahead must not make its scans the last word for the time to come. */
function timeOf(tx: TxCtx, given: string | undefined): Date | undefined {
  if (given === undefined) return undefined
  return new Date(Math.min(Date.parse(given), tx.clock().getTime()))
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
