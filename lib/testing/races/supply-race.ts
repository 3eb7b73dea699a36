import { moveStock } from '../../services/tickets/move-stock'
import { openTicket } from '../../services/tickets/open-ticket'
import type { TestWorld } from '../context'
import { aModel } from '../factories/inventory'
import { aCareSite, aStockedPart } from '../factories/tickets'

const PAIRS = 10

/**
 * Ten pairs at once: a ticket that needs a part, and the only delivery of that part, which makes its stock row (the case
 * that no row lock covers). Each pair has a model of its own, so that no later delivery mends what an earlier one
 * missed. Returns how many components of each round wait although their part is there.
 */
export async function raceSupply(world: TestWorld, rounds: number): Promise<number[]> {
  const forgotten: number[] = []
  for (let round = 0; round < rounds; round++) {
    const site = await aCareSite(world.db, PAIRS)
    const pairs = []
    for (const { id, barcode } of site.servers) {
      const model = await aModel(world.db)
      await world.db.server.update({ where: { id }, data: { modelId: model.id } })
      const sku = await aStockedPart(world.ctx, {
        warehouse: site.warehouse.code,
        models: [model.slug],
        quantity: 0,
      })
      pairs.push({ barcode, sku })
    }
    await Promise.all(
      pairs.flatMap(({ barcode, sku }) => [
        openTicket(world.ctx, { server: barcode, type: 'REPLACE_DISK' }),
        moveStock(world.ctx, { sku, warehouse: site.warehouse.code, quantity: 1, reason: 'delivery' }),
      ]),
    )
    const waiting = { partStatus: 'WAITING', ticket: { datacenterId: site.datacenter.id } } as const
    forgotten.push(await world.db.ticketComponent.count({ where: waiting }))
  }
  return forgotten
}
