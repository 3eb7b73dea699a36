import { moveStock } from '../../services/tickets/move-stock'
import { openTicket } from '../../services/tickets/open-ticket'
import type { TestWorld } from '../context'
import { aCareSite, aStockedPart } from '../factories/tickets'

const CREWS = 32

export interface SpareRound {
  reserved: number
  waiting: number
  available: number
  stockReserved: number
}

/** 32 tickets for as many servers opened at once, each on a connection of its own, and one spare for all of them. */
export async function raceLastSpare(world: TestWorld, rounds: number): Promise<SpareRound[]> {
  const site = await aCareSite(world.db, CREWS)
  const sku = await aStockedPart(world.ctx, { warehouse: site.warehouse.code, models: [site.model.slug], quantity: 0 })
  const seen: SpareRound[] = []
  for (let round = 0; round < rounds; round++) {
    await moveStock(world.ctx, { sku, warehouse: site.warehouse.code, quantity: 1, reason: 'the last one' })
    const tickets = await Promise.all(
      site.servers.map((server) => openTicket(world.ctx, { server: server.barcode, type: 'REPLACE_DISK' })),
    )
    const parts = tickets.map((ticket) => ticket.components[0]?.part?.status)
    const stock = await world.db.stock.findFirstOrThrow({ where: { sparePart: { sku } } })
    seen.push({
      reserved: parts.filter((status) => status === 'reserved').length,
      waiting: parts.filter((status) => status === 'waiting').length,
      available: stock.available,
      stockReserved: stock.reserved,
    })
    await clear(world, sku)
  }
  return seen
}

export const SPARE_ROUND: SpareRound = { reserved: 1, waiting: CREWS - 1, available: 0, stockReserved: 1 }

/** Forgets the round, with the ledger's consent: the part counts as built in. */
async function clear(world: TestWorld, sku: string): Promise<void> {
  const numbers = await world.db.ticket.findMany({ where: { status: 'OPEN' }, select: { id: true } })
  const ids = { in: numbers.map((ticket) => ticket.id) }
  const part = await world.db.sparePart.findUniqueOrThrow({ where: { sku } })
  await world.db.$transaction([
    world.db.ticketComponent.updateMany({
      where: { ticketId: ids, partStatus: 'RESERVED' },
      data: { partStatus: 'CONSUMED', result: 'replaced' },
    }),
    world.db.ticketComponent.updateMany({
      where: { ticketId: ids, partStatus: 'WAITING' },
      data: { partStatus: 'NOT_NEEDED' },
    }),
    world.db.ticket.updateMany({ where: { id: ids }, data: { status: 'WONT_FIX', endedAt: new Date() } }),
    world.db.stock.updateMany({ where: { sparePartId: part.id }, data: { reserved: 0 } }),
  ])
}
