import type { ServerModelView } from '../../contracts/inventory/server-model'
import type { Ctx } from '../../db/context'
import { notFound } from '../../domain/errors'
import { authorize } from '../access/authorize'
import { serverModelSelect, toServerModelView } from './server-model-view'

export async function getServerModel(ctx: Ctx, input: { slug: string }): Promise<ServerModelView> {
  authorize(ctx, 'inventory.read', 'anywhere')
  const row = await ctx.db.serverModel.findUnique({ where: { slug: input.slug }, select: serverModelSelect })
  if (row === null) throw notFound('server-model', input.slug)
  return toServerModelView(row)
}
