import type { SavedViewView, ViewedPage } from '../../contracts/access/saved-view'
import type { Page } from '../../contracts/paging'
import type { Ctx } from '../../db/context'
import { cutPage, decodeCursor } from '../../db/cursor'
import { savedViewSelect, toSavedViewView } from './saved-view-view'

/** The actor's own views, by page and name. Nobody reads another's. */
export async function listSavedViews(
  ctx: Ctx,
  input: { limit: number; cursor?: string | undefined; page?: readonly ViewedPage[] | undefined },
): Promise<Page<SavedViewView>> {
  const [page, name] = input.cursor === undefined ? [] : decodeCursor(input.cursor, ['string', 'string'])
  const rows = await ctx.db.savedView.findMany({
    where: {
      owner: ctx.actor.key,
      ...(input.page === undefined ? {} : { page: { in: [...input.page] } }),
      ...(page === undefined || name === undefined
        ? {}
        : { OR: [{ page: { gt: page } }, { page, name: { gt: name } }] }),
    },
    orderBy: [{ page: 'asc' }, { name: 'asc' }],
    take: input.limit + 1,
    select: savedViewSelect,
  })
  return cutPage(rows, input.limit, toSavedViewView, (row) => [row.page, row.name])
}
