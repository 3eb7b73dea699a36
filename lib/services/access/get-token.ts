import type { TokenView } from '../../contracts/access/user'
import type { Ctx } from '../../db/context'
import { notFound } from '../../domain/errors'
import { authorize } from './authorize'
import { tokenSelect, toTokenView } from './token-view'

export async function getToken(ctx: Ctx, input: { id: string }): Promise<TokenView> {
  authorize(ctx, 'access.read', null)
  const row = await ctx.db.apiToken.findUnique({ where: { id: input.id }, select: tokenSelect })
  if (row === null) throw notFound('token', input.id)
  return toTokenView(row)
}
