import type { RackView } from '../../contracts/inventory/rack'
import type { Ctx } from '../../db/context'
import { notFound } from '../../domain/errors'
import { authorize } from '../access/authorize'
import { rackSelect, rackSums, toRackView } from './rack-view'

export async function getRack(ctx: Ctx, input: { code: string }): Promise<RackView> {
  const row = await ctx.db.rack.findUnique({ where: { code: input.code }, select: rackSelect })
  if (row === null) throw notFound('rack', input.code)
  authorize(ctx, 'inventory.read', row.datacenterId)
  return toRackView(row, (await rackSums(ctx, [row.id])).get(row.id))
}
