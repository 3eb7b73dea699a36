import type { RackItemView } from '../../contracts/inventory/rack'
import type { Ctx } from '../../db/context'
import { notFound } from '../../domain/errors'
import { authorize } from '../access/authorize'
import { rackItemSelect, toRackItemView } from './rack-item-view'

export async function getRackItem(ctx: Ctx, input: { id: string }): Promise<RackItemView> {
  const row = await ctx.db.rackItem.findUnique({ where: { id: input.id }, select: rackItemSelect })
  if (row === null) throw notFound('rack-item', input.id)
  authorize(ctx, 'inventory.read', row.rack.datacenterId)
  return toRackItemView(row)
}
