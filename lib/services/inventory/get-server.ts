import type { ServerView } from '../../contracts/inventory/server'
import type { Ctx } from '../../db/context'
import { notFound } from '../../domain/errors'
import { authorize } from '../access/authorize'
import { readHealth } from './server-condition'
import { serverSelect, toServerView } from './server-view'

export async function getServer(ctx: Ctx, input: { barcode: string }): Promise<ServerView> {
  const row = await ctx.db.server.findUnique({ where: { barcode: input.barcode }, select: serverSelect })
  if (row === null) throw notFound('server', input.barcode)
  authorize(ctx, 'inventory.read', row.datacenterId)
  const health = (await readHealth(ctx, [row.id])).get(row.id)
  return { ...toServerView(row, ctx.clock()), ...(health === undefined ? {} : { health }) }
}
