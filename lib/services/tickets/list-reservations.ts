import type { Page } from '../../contracts/paging'
import type { WaitingView } from '../../contracts/tickets/stock'
import type { Ctx } from '../../db/context'
import { notFound } from '../../domain/errors'
import { TICKET_TYPES } from '../../domain/ticket-state'
import { readFacts } from '../../domain/tickets/part-facts'
import { authorize } from '../access/authorize'
import { splitStockId } from './stock-view'

/** For which tickets the parts are kept that are reserved in a warehouse, the longest first; at most `limit`. */
export async function listReservations(ctx: Ctx, input: { id: string; limit: number }): Promise<Page<WaitingView>> {
  const { sku, warehouse } = splitStockId(input.id)
  const row = await ctx.db.stock.findFirst({
    where: { sparePart: { sku }, warehouse: { code: warehouse } },
    select: { sparePartId: true, warehouseId: true, warehouse: { select: { datacenterId: true } } },
  })
  if (row === null) throw notFound('stock', input.id)
  authorize(ctx, 'tickets.read', row.warehouse.datacenterId)
  const { sparePartId, warehouseId } = row
  const reserved = await ctx.db.ticketComponent.findMany({
    where: { sparePartId, warehouseId, partStatus: 'RESERVED' },
    orderBy: { id: 'asc' },
    take: input.limit,
    select: {
      name: true,
      facts: true,
      createdAt: true,
      ticket: { select: { number: true, type: true, priority: true, server: { select: { barcode: true } } } },
    },
  })
  return {
    items: reserved.flatMap(({ name, facts, createdAt, ticket: { number, type: word, priority, server } }) => {
      const type = TICKET_TYPES.find((one) => one === word)
      if (type === undefined) return []
      const about = { ticket: number, type, priority, server: server.barcode, component: name }
      return [{ ...about, facts: readFacts(facts), since: createdAt.toISOString() }]
    }),
  }
}
