import type { ImportRowView } from '../../contracts/imports/import'
import type { Page } from '../../contracts/paging'
import { MAX_INT } from '../../contracts/primitives'
import type { Ctx } from '../../db/context'
import { cutPage, decodeCursor } from '../../db/cursor'
import { authorize } from '../access/authorize'
import { findImport, storedErrors } from './import-view'

/** The rows that could not be taken, in the order of the file, each with all that is wrong with it. */
export async function listImportRows(
  ctx: Ctx,
  { id, limit, cursor }: { id: string; limit: number; cursor?: string | undefined },
): Promise<Page<ImportRowView>> {
  authorize(ctx, 'imports.read', 'anywhere')
  await findImport(ctx, id)
  const after = cursor === undefined ? 0 : decodeCursor(cursor, ['number'])[0]
  const rows = await ctx.db.importRow.findMany({
    where: { importId: id, row: { gt: Math.min(Math.max(after, 0), MAX_INT) } },
    orderBy: { row: 'asc' },
    take: limit + 1,
    select: { row: true, line: true, file: true, text: true, errors: true },
  })
  return cutPage(
    rows,
    limit,
    ({ file, errors, ...row }) => ({
      ...row,
      ...(file === null ? {} : { file }),
      errors: storedErrors.parse(errors),
    }),
    ({ row }) => [row],
  )
}
