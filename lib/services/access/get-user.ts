import type { UserView } from '../../contracts/access/user'
import type { Ctx } from '../../db/context'
import { notFound } from '../../domain/errors'
import { authorize } from './authorize'
import { toUserView, userSelect } from './user-view'

export async function getUser(ctx: Ctx, input: { id: string }): Promise<UserView> {
  authorize(ctx, 'access.read', null)
  const row = await ctx.db.user.findUnique({ where: { id: input.id }, select: userSelect })
  if (row === null) throw notFound('user', input.id)
  return toUserView(row)
}
