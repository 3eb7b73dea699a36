import type { HoldView } from '../../contracts/inventory/hold'
import type { Ctx } from '../../db/context'
import { notFound } from '../../domain/errors'
import { authorize } from '../access/authorize'
import { holdSelect, toHoldView } from './hold-view'

export async function getHold(ctx: Ctx, input: { id: string }): Promise<HoldView> {
  const row = await ctx.db.hold.findUnique({ where: { id: input.id }, select: holdSelect })
  if (row === null) throw notFound('hold', input.id)
  authorize(ctx, 'inventory.read', row.server.datacenterId)
  return toHoldView(row, ctx.clock())
}
