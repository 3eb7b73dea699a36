import { moveStock } from '../../services/tickets/move-stock'
import { openTicket } from '../../services/tickets/open-ticket'
import type { TestWorld } from '../context'
import { aCareSite, aStockedPart } from '../factories/tickets'

const PAIRS = 10

/**
 * Tickets that need a part and deliveries of one, at once, as many of each: returns how many components of each round
 * wait although a part is there. A first delivery makes the stock row, the case that no row lock covers.
 */
export async function raceSupply(world: TestWorld, rounds: number): Promise<number[]> {
  const forgotten: number[] = []
  for (let round = 0; round < rounds; round++) {
    const site = await aCareSite(world.db, PAIRS)
    const sku = await aStockedPart(world.ctx, {
      warehouse: site.warehouse.code,
      models: [site.model.slug],
      quantity: 0,
    })
    await Promise.all(
      site.servers.flatMap((server) => [
        openTicket(world.ctx, { server: server.barcode, type: 'REPLACE_DISK' }),
        moveStock(world.ctx, { sku, warehouse: site.warehouse.code, quantity: 1, reason: 'delivery' }),
      ]),
    )
    const waiting = { partStatus: 'WAITING', ticket: { datacenterId: site.datacenter.id } } as const
    forgotten.push(await world.db.ticketComponent.count({ where: waiting }))
  }
  return forgotten
}
