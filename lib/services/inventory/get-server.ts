import type { ServerView } from '../../contracts/inventory/server'
import type { Ctx } from '../../db/context'
import { notFound } from '../../domain/errors'
import { authorize } from '../access/authorize'
import { readServers } from './read-servers'
import { readHealth } from './server-condition'
import { toServerView } from './server-view'

export async function getServer(ctx: Ctx, input: { barcode: string }): Promise<ServerView> {
  const found = await ctx.db.server.findUnique({ where: { barcode: input.barcode }, select: { id: true } })
  const [row] = found === null ? [] : await readServers(ctx, [found.id])
  if (row === undefined) throw notFound('server', input.barcode)
  authorize(ctx, 'inventory.read', row.datacenterId)
  const health = (await readHealth(ctx, [row.id])).get(row.id)
  return { ...toServerView(row, ctx.clock()), ...(health === undefined ? {} : { health }) }
}
