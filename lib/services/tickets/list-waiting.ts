import type { Page } from '../../contracts/paging'
import type { WaitingView } from '../../contracts/tickets/stock'
import type { Ctx } from '../../db/context'
import { notFound } from '../../domain/errors'
import { authorize } from '../access/authorize'
import { findWaiting } from './find-waiting'
import { splitStockId } from './stock-view'

/** Who waits for a part in the datacenter of a warehouse, the next one served first; at most `limit`. */
export async function listWaiting(ctx: Ctx, input: { id: string; limit: number }): Promise<Page<WaitingView>> {
  const { sku, warehouse } = splitStockId(input.id)
  const row = await ctx.db.stock.findFirst({
    where: { sparePart: { sku }, warehouse: { code: warehouse } },
    select: { sparePartId: true, warehouse: { select: { datacenterId: true } } },
  })
  if (row === null) throw notFound('stock', input.id)
  const { datacenterId } = row.warehouse
  authorize(ctx, 'tickets.read', datacenterId)
  const waiting = await findWaiting(ctx, { sparePartId: row.sparePartId, datacenterId, limit: input.limit })
  return {
    items: waiting.map(({ number, type, priority, server, name, facts, since }) => ({
      ...{ ticket: number, type, priority, server, component: name, facts },
      since: since.toISOString(),
    })),
  }
}
