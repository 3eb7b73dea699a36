import type { EndpointInput } from '../../contracts/endpoint'
import type { ImportView, listImportsEndpoint } from '../../contracts/imports/import'
import type { Page } from '../../contracts/paging'
import type { Ctx } from '../../db/context'
import { cutPage, decodeCursor, decodeInstant } from '../../db/cursor'
import { authorize } from '../access/authorize'
import { importSelect, toImportView, visibleImports } from './import-view'

type Query = EndpointInput<typeof listImportsEndpoint>['query']

/** Imports, newest first. */
export async function listImports(ctx: Ctx, { limit, cursor, kind, status }: Query): Promise<Page<ImportView>> {
  authorize(ctx, 'imports.read', 'anywhere')
  const rows = await ctx.db.import.findMany({
    where: {
      ...visibleImports(ctx),
      ...(kind === undefined ? {} : { kind: { in: kind } }),
      ...(status === undefined ? {} : { status: { in: status } }),
      ...(cursor === undefined ? {} : { OR: after(cursor) }),
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
    select: importSelect,
  })
  return cutPage(rows, limit, toImportView, (row) => [row.createdAt.getTime(), row.id])
}

function after(cursor: string) {
  const [time, id] = decodeCursor(cursor, ['number', 'uuid'])
  const createdAt = decodeInstant(time)
  return [{ createdAt: { lt: createdAt } }, { createdAt, id: { lt: id } }]
}
