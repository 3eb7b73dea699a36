import type { UserView } from '../../contracts/access/user'
import type { Page } from '../../contracts/paging'
import type { Ctx } from '../../db/context'
import { cutPage, decodeCursor } from '../../db/cursor'
import { authorize } from './authorize'
import { toUserView, userSelect } from './user-view'

/** Users by e-mail. */
export async function listUsers(
  ctx: Ctx,
  input: { limit: number; cursor?: string | undefined; q?: string | undefined },
): Promise<Page<UserView>> {
  authorize(ctx, 'access.read', null)
  const after = input.cursor === undefined ? undefined : decodeCursor(input.cursor, ['string'])[0]
  const rows = await ctx.db.user.findMany({
    where: {
      ...(after === undefined ? {} : { email: { gt: after } }),
      ...(input.q === undefined
        ? {}
        : { OR: [{ email: { contains: input.q } }, { name: { contains: input.q, mode: 'insensitive' } }] }),
    },
    orderBy: { email: 'asc' },
    take: input.limit + 1,
    select: userSelect,
  })
  return cutPage(rows, input.limit, toUserView, (row) => [row.email])
}
