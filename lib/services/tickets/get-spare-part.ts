import type { SparePartView } from '../../contracts/tickets/stock'
import type { Ctx } from '../../db/context'
import { notFound } from '../../domain/errors'
import { sparePartSelect, toSparePartView } from './spare-part-view'

export async function getSparePart(ctx: Ctx, input: { sku: string }): Promise<SparePartView> {
  const row = await ctx.db.sparePart.findUnique({ where: { sku: input.sku }, select: sparePartSelect })
  if (row === null) throw notFound('spare-part', input.sku)
  return toSparePartView(row)
}
