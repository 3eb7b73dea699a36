import type { BulkChangeDetailView } from '../../contracts/inventory/bulk-change'
import type { Ctx } from '../../db/context'
import { authorize } from '../access/authorize'
import { readReasons } from './bulk-change-reasons'
import { findBulkChange } from './bulk-change-view'

/** One change of many servers: how far it is, and why servers were refused. */
export async function getBulkChange(ctx: Ctx, { id }: { id: string }): Promise<BulkChangeDetailView> {
  authorize(ctx, 'lifecycle.read', 'anywhere')
  const view = await findBulkChange(ctx, id)
  return { ...view, reasons: await readReasons(ctx, id) }
}
