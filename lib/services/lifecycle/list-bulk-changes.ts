import type { EndpointInput } from '../../contracts/endpoint'
import type { BulkChangeView, listBulkChangesEndpoint } from '../../contracts/inventory/bulk-change'
import type { Page } from '../../contracts/paging'
import type { Ctx } from '../../db/context'
import { cutPage } from '../../db/cursor'
import { authorize } from '../access/authorize'
import { afterUuid, createdKeys } from '../planning/created-cursor'
import { bulkChangeSelect, toBulkChangeViews, visibleBulkChanges } from './bulk-change-view'

type Query = EndpointInput<typeof listBulkChangesEndpoint>['query']

/** Changes of many servers, newest first. */
export async function listBulkChanges(ctx: Ctx, { limit, cursor, status }: Query): Promise<Page<BulkChangeView>> {
  authorize(ctx, 'lifecycle.read', 'anywhere')
  const rows = await ctx.db.bulkChange.findMany({
    where: {
      ...visibleBulkChanges(ctx),
      ...(status === undefined ? {} : { status: { in: status } }),
      ...(cursor === undefined ? {} : { OR: after(cursor) }),
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
    select: bulkChangeSelect,
  })
  const page = cutPage(rows, limit, (row) => row, createdKeys)
  return { ...page, items: await toBulkChangeViews(ctx, page.items) }
}

function after(cursor: string) {
  const { createdAt, id } = afterUuid(cursor)
  return [{ createdAt: { lt: createdAt } }, { createdAt, id: { lt: id } }]
}
