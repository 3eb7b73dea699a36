import type { TxCtx } from '../../db/context'
import type { Prisma } from '../../db/generated/client'
import { conflict } from '../../domain/errors'
import { budgetWarnings } from '../../domain/rack-space'
import type { ScanOutcome } from '../../domain/scan'
import { type AuditRecord, announceChanges, recordAudits } from '../audit/record-audit'
import { rackSums } from './rack-view'
import type { ResolvedModel } from './resolve-model'
import { faceFor, type ResolvedLocation } from './scan-location'
import type { ScannedServer } from './scanned-server'
import { settlePlans } from './settle-plans'

export interface Placing {
  server: ScannedServer
  created: boolean
  location: ResolvedLocation
  outcome: ScanOutcome & { ok: true }
  /** The model that the scan sets; null leaves it. */
  model: ResolvedModel | null
  /** Also into units that are kept for another server. */
  overPlanned: boolean
  action: 'inventory.scan-server' | 'inventory.take-back-scan'
  /** When it was scanned, where it was sent later. */
  scannedAt?: Date | undefined
}

/** Writes what a scan decided: place, state, model and its audit rows (one a transition). Returns the warnings. */
export const placeScanned = async (tx: TxCtx, placing: Placing): Promise<string[]> => {
  const { server, location, outcome, model } = placing
  // Scans into one rack take turns, so that each sees the load that the one before left.
  if (location.into === 'rack') {
    await tx.db.$queryRaw`SELECT 1 FROM racks WHERE id = ${location.id} FOR NO KEY UPDATE`
  }
  const planDone = await settle(tx, placing)
  const { count } = await tx.db.server.updateMany({
    where: { id: server.id, state: server.state },
    data: {
      state: outcome.to,
      lastScannedAt: tx.clock(),
      version: { increment: 1 },
      ...(outcome.moves ? { ...placeData(location, server), destinationId: null, expectedAt: null } : {}),
      ...(model === null ? {} : { modelId: model.id, heightU: model.heightU, depth: model.depth }),
    },
  })
  if (count === 0) throw conflict('conflict', `${server.barcode} changed at this moment. Scan it again.`)
  const warnings = await warningsOf(tx, placing)
  await audit(tx, placing, warnings, planDone)
  return warnings
}

const settle = async (tx: TxCtx, { server, location, outcome, model, overPlanned }: Placing): Promise<boolean> => {
  if (location.into !== 'rack' || !(outcome.moves || model !== null)) return false
  const shape = { heightU: model?.heightU ?? server.heightU, depth: model?.depth ?? server.depth }
  const place = { rackId: location.id, rack: location.code, u: location.u, face: faceFor(location, server), ...shape }
  return settlePlans(tx, server, place, overPlanned)
}

function placeData(location: ResolvedLocation, server: ScannedServer): Prisma.ServerUncheckedUpdateManyInput {
  const { datacenterId } = location
  return location.into === 'rack'
    ? { datacenterId, warehouseId: null, rackId: location.id, u: location.u, face: faceFor(location, server) }
    : { datacenterId, warehouseId: location.id, rackId: null, u: null, face: null }
}

const warningsOf = async (tx: TxCtx, { server, location, outcome, model }: Placing): Promise<string[]> => {
  const warnings: string[] = []
  if (server.destination !== null && server.destinationId !== location.datacenterId) {
    warnings.push(`It was expected in ${server.destination.code}.`)
  }
  if (location.into !== 'rack' || !(outcome.moves || model !== null)) return warnings
  const load = (await rackSums(tx, [location.id])).get(location.id)
  if (load !== undefined) warnings.push(...budgetWarnings(location, load).map((warning) => warning.words))
  return warnings
}

const audit = async (tx: TxCtx, placing: Placing, warnings: string[], planDone: boolean): Promise<void> => {
  const { server, created, location, outcome, model, action, scannedAt } = placing
  const record: AuditRecord = {
    action,
    entity: 'server',
    key: server.barcode,
    datacenterId: location.datacenterId,
    detail: {
      ...(created ? { created: true } : {}),
      ...(outcome.moves ? { place: { from: standsIn(server), to: goesTo(location) } } : {}),
      ...(model === null ? {} : { model: model.slug }),
      ...(planDone ? { planned: 'done' } : {}),
      ...(scannedAt === undefined ? {} : { scannedAt: scannedAt.toISOString() }),
      ...(warnings.length === 0 ? {} : { warnings }),
    },
  }
  if (outcome.through.length === 0 && !outcome.moves && model === null) {
    // A confirmation changes lastScannedAt only: no transition, so no audit row.
    await announceChanges(tx, [record])
    return
  }
  const states = [server.state, ...outcome.through]
  const steps = outcome.through.map((to, i) => ({ ...record, from: states[i], to }))
  await recordAudits(tx, steps.length === 0 ? [record] : steps)
  const racks = [server.rack?.code, location.into === 'rack' ? location.code : undefined]
  await announceChanges(
    tx,
    racks.flatMap((key) => (key === undefined ? [] : [{ entity: 'rack', key }])),
  )
}

function standsIn(server: ScannedServer): Prisma.InputJsonObject | null {
  if (server.rack !== null) return { rack: server.rack.code, u: server.u, face: server.face }
  return server.warehouse === null ? null : { warehouse: server.warehouse.code }
}

function goesTo(location: ResolvedLocation): Prisma.InputJsonObject {
  return location.into === 'rack' ? { rack: location.code, u: location.u } : { warehouse: location.code }
}
