import { moveStock } from '../services/tickets/move-stock'
import { recordScan } from '../services/tickets/record-scan'
import { testWorld } from './context'
import { aCareSite, aStockedPart } from './factories/tickets'

/** A site with three racked servers and what a repair there needs: parts, pieces with a serial, scans. Make it in beforeAll. */
export async function repairLab() {
  let time = Date.now()
  let counter = 0
  const world = await testWorld({ clock: () => new Date(time++) })
  let site = await aCareSite(world.db, 3)
  const stocked = (quantity: number, more: { kind?: string; models?: string[] } = {}) =>
    aStockedPart(world.ctx, { warehouse: site.warehouse.code, models: [site.model.slug], quantity, ...more })
  return {
    world,
    stocked,
    /** In milliseconds; it goes on by one whenever it is asked by what is tested. */
    now: () => time,
    site: () => site,
    /** For the next test. */
    renew: async () => {
      site = await aCareSite(world.db, 3)
    },
    /** No two are the same. */
    serial: () => `PIECE-${++counter}`,
    barcode: (i: number) => site.servers[i]?.barcode ?? '',
    serverId: (i: number) => site.servers[i]?.id ?? 0,
    /** Available, reserved. */
    stockOf: async (sku: string) => {
      const row = await world.db.stock.findFirstOrThrow({ where: { sparePart: { sku } } })
      return [row.available, row.reserved]
    },
    received: async (sku: string, ...serials: string[]) => {
      const quantity = serials.length
      await moveStock(world.ctx, { sku, warehouse: site.warehouse.code, quantity, reason: 'delivery', serials })
    },
    scan: (number: string, code: string, more: { component?: string; force?: boolean; note?: string } = {}) =>
      recordScan(world.ctx, { number, code, ...more }),
    /** What the log says of a ticket, in order. */
    audits: async (number: string) => {
      const where = { entity: 'ticket', key: number }
      const rows = await world.db.auditEntry.findMany({ where, orderBy: { id: 'asc' } })
      return rows.map(({ action, detail }) => `${action} ${JSON.stringify(detail)}`)
    },
  }
}
