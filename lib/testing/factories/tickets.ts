import type { EventInput } from '../../contracts/telemetry/event'
import type { Db } from '../../db/client'
import type { Ctx } from '../../db/context'
import type { PartFacts } from '../../domain/tickets/part-facts'
import { createSparePart } from '../../services/tickets/create-spare-part'
import { moveStock } from '../../services/tickets/move-stock'
import { aModel, aRackedServer, aSite, type Site } from './inventory'

let counter = 0
/** Not the clock of the moment: it could advance as fast as the counter, and two events would be the same. */
const START = Date.now()

/** An event of just now, no two of the same time. */
export function anEvent(
  barcode: string,
  kind: string,
  payload: Record<string, unknown> = {},
  more: Partial<EventInput> = {},
): EventInput {
  return { barcode, ts: new Date(START - ++counter).toISOString(), kind, payload, ...more }
}

export function smartFail(barcode: string, serial = `S${++counter}`, more: Partial<EventInput> = {}): EventInput {
  return anEvent(barcode, 'SMART_FAIL', { device: '/dev/sda', serial }, more)
}

/** A part that fits the models, with so many of it in the warehouse, received through the ledger. */
export async function aStockedPart(
  ctx: Ctx,
  given: { warehouse: string; models: string[]; quantity: number; kind?: string; sku?: string; facts?: PartFacts },
): Promise<string> {
  const sku = given.sku ?? `PART-${++counter}`
  const { kind = 'DISK', models, facts = {} } = given
  await createSparePart(ctx, { sku, kind, description: 'a part', models, facts })
  if (given.quantity > 0)
    await moveStock(ctx, { sku, warehouse: given.warehouse, quantity: given.quantity, reason: 'delivery' })
  return sku
}

/** A site with `servers` racked servers (at most 42). */
export async function aCareSite(db: Db, servers: number) {
  const site = await aSite(db)
  const racked = []
  for (let u = 1; u <= servers; u++) racked.push(await aRackedServer(db, site, u))
  return { ...site, servers: racked }
}

/** So many servers without a place, in one statement: for batches larger than a rack. */
export async function manyServers(db: Db, site: Site, count: number): Promise<string[]> {
  const model = await aModel(db)
  const barcodes = Array.from({ length: count }, () => `BULK-${++counter}`)
  await db.server.createMany({
    data: barcodes.map((barcode) => ({ barcode, datacenterId: site.datacenter.id, modelId: model.id })),
  })
  return barcodes
}
