import type { RefusedServerView } from '../../contracts/inventory/bulk-change'
import type { Page } from '../../contracts/paging'
import { MAX_INT } from '../../contracts/primitives'
import type { Ctx } from '../../db/context'
import { cutPage, decodeCursor } from '../../db/cursor'
import { authorize } from '../access/authorize'
import { findBulkChange, refusedAfter } from './bulk-change-view'

/** The servers that a change of many refused, in the order of their turn, each with its reason. */
export async function listRefusedServers(
  ctx: Ctx,
  { id, limit, cursor }: { id: string; limit: number; cursor?: string | undefined },
): Promise<Page<RefusedServerView>> {
  authorize(ctx, 'lifecycle.read', 'anywhere')
  await findBulkChange(ctx, id)
  const after = cursor === undefined ? 0 : decodeCursor(cursor, ['number'])[0]
  const rows = await refusedAfter(ctx, { id, after: Math.min(Math.max(after, 0), MAX_INT), most: limit + 1 })
  return cutPage(
    rows,
    limit,
    (row) => row,
    ({ position }) => [position],
  )
}
