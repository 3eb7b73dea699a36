import type { TokenView } from '../../contracts/access/user'
import type { Page } from '../../contracts/paging'
import type { Ctx } from '../../db/context'
import { cutPage, decodeCursor } from '../../db/cursor'
import { authorize } from './authorize'
import { tokenSelect, toTokenView } from './token-view'

/** API tokens, newest first, revoked ones included. */
export async function listTokens(
  ctx: Ctx,
  input: { limit: number; cursor?: string | undefined },
): Promise<Page<TokenView>> {
  authorize(ctx, 'access.read', null)
  const [createdAt, id] = input.cursor === undefined ? [] : decodeCursor(input.cursor, ['instant', 'uuid'])
  const rows = await ctx.db.apiToken.findMany({
    where:
      createdAt === undefined || id === undefined
        ? {}
        : { OR: [{ createdAt: { lt: new Date(createdAt) } }, { createdAt: new Date(createdAt), id: { lt: id } }] },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: input.limit + 1,
    select: tokenSelect,
  })
  return cutPage(rows, input.limit, toTokenView, (row) => [row.createdAt.toISOString(), row.id])
}
