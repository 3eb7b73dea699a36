import type { DatacenterView } from '../../contracts/inventory/datacenter'
import type { Ctx } from '../../db/context'
import { notFound } from '../../domain/errors'
import { authorize } from '../access/authorize'
import { datacenterSelect, toDatacenterView } from './datacenter-view'

export async function getDatacenter(ctx: Ctx, input: { code: string }): Promise<DatacenterView> {
  const row = await ctx.db.datacenter.findUnique({ where: { code: input.code }, select: datacenterSelect })
  if (row === null) throw notFound('datacenter', input.code)
  authorize(ctx, 'inventory.read', row.id)
  return toDatacenterView(row)
}
