import type { z } from 'zod'
import { MOST_BULK } from '../../contracts/inventory/batch-sizes'
import type { BulkChangeView, startBulkChangeInput } from '../../contracts/inventory/bulk-change'
import { type Ctx, inTransaction, type TxCtx } from '../../db/context'
import { Prisma } from '../../db/generated/client'
import { PLANNED_FOR_VALUES } from '../../db/statement-names'
import { invalid, unknownReference } from '../../domain/errors'
import { enqueueBulkChange } from '../../jobs/enqueue'
import { authorize } from '../access/authorize'
import { actorColumns } from '../access/stored-actor'
import { recordAudit } from '../audit/record-audit'
import { type ServerSelection, selectServers } from '../inventory/select-servers'
import { findBulkChange } from './bulk-change-view'
import { tooManyServers } from './too-many-servers'

type StartBulkChange = z.output<typeof startBulkChangeInput>

/**
 * Keeps one change of many servers, with the servers as they stand now, and has a worker make it as the one who asked. What
 * comes into the filter later is not changed, and what somebody changes before its turn is refused.
 */
export async function startBulkChange(ctx: Ctx, { selection, change }: StartBulkChange): Promise<BulkChangeView> {
  authorize(ctx, 'lifecycle.start-bulk-change', 'anywhere')
  if (change.kind === 'move') await refuseUnknownWarehouse(ctx, change.warehouse)
  return inTransaction(ctx, async (tx) => {
    const asked = 'filter' in selection ? { filter: { ...selection.filter } } : { barcodes: selection.barcodes.length }
    const { id } = await tx.db.bulkChange.create({
      data: { ...{ change, asked, requestId: tx.requestId, createdAt: tx.clock() }, ...actorColumns(tx.actor) },
      select: { id: true },
    })
    const total = await keepLines(tx, id, selection)
    if (total > MOST_BULK) throw tooManyServers()
    if (total === 0) throw invalid({ path: 'selection', message: 'No server matches.' })
    await tx.db.bulkChange.update({ where: { id }, data: { total } })
    await recordAudit(tx, {
      action: 'lifecycle.start-bulk-change',
      entity: 'bulk-change',
      key: id,
      to: 'QUEUED',
      reason: change.kind === 'move' ? undefined : change.reason,
      detail: { change, asked, total },
    })
    await enqueueBulkChange(tx, { bulkChangeId: id })
    return findBulkChange(tx, id)
  })
}

const refuseUnknownWarehouse = async (ctx: Ctx, code: string): Promise<void> => {
  if ((await ctx.db.warehouse.count({ where: { code } })) === 0)
    throw unknownReference('change.warehouse', 'warehouse', code)
}

/** One statement: the servers as they stand, and the named ones that are not there as refused. */
const keepLines = async (tx: TxCtx, id: string, selection: ServerSelection): Promise<number> => {
  const chosen = await selectServers(tx, selection, MOST_BULK + 1)
  const known = await tx.db.$executeRaw`${Prisma.raw(PLANNED_FOR_VALUES)}
    INSERT INTO bulk_change_lines (bulk_change_id, position, barcode, server_id, state, order_id, rack_id, warehouse_id)
    SELECT ${id}::uuid, row_number() OVER (ORDER BY id), barcode, id, state, order_id, rack_id, warehouse_id FROM (${chosen}) chosen`
  if ('filter' in selection) return known
  const missing = await tx.db.$executeRaw`
    INSERT INTO bulk_change_lines (bulk_change_id, position, barcode, outcome, code, reason)
    SELECT ${id}::uuid, ${known} + row_number() OVER (), barcode, 'refused', 'not-found', 'There is no server ' || barcode || '.'
    FROM (SELECT DISTINCT barcode FROM unnest(${[...selection.barcodes]}::citext[]) barcode) named
    WHERE NOT EXISTS (SELECT 1 FROM bulk_change_lines l WHERE l.bulk_change_id = ${id}::uuid AND l.barcode = named.barcode)`
  return known + missing
}
