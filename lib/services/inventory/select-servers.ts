import type { Ctx, TxCtx } from '../../db/context'
import { Prisma } from '../../db/generated/client'
import { visible } from '../access/authorize'
import { resolveServerFilter } from './resolve-server-filter'
import { filterConditions, type ServerFilter } from './server-filter'

export type ServerSelection = { barcodes: readonly string[] } | { filter: ServerFilter }

/**
 * The servers `s` that are named, or all that a filter leaves: of those that the actor may read, `most` at most, which tells
 * whether there are more. As a query of whole rows, to be read, counted or kept by the statement that it is put into; begin
 * that with `PLANNED_FOR_VALUES`.
 */
export async function selectServers(ctx: Ctx | TxCtx, selection: ServerSelection, most: number): Promise<Prisma.Sql> {
  if ('filter' in selection) {
    const ids = await resolveServerFilter(ctx, selection.filter)
    const where = [Prisma.sql`true`, ...filterConditions(ctx, selection.filter, ids)]
    return Prisma.sql`SELECT s.* FROM servers s WHERE ${Prisma.join(where, ' AND ')} LIMIT ${most}`
  }
  const allowed = visible(ctx, 'inventory.read')?.in
  const here = allowed === undefined ? Prisma.sql`true` : Prisma.sql`s.datacenter_id = ANY(${allowed}::int[])`
  return Prisma.sql`
    SELECT s.* FROM servers s WHERE s.barcode = ANY(${[...selection.barcodes]}::citext[]) AND ${here} LIMIT ${most}`
}
