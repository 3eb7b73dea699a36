import type { Ctx } from '../../db/context'
import { Prisma } from '../../db/generated/client'
import { PLANNED_FOR_VALUES } from '../../db/statement-names'
import { resolveServerFilter } from './resolve-server-filter'
import { filterConditions, type ServerFilter } from './server-filter'

/** The ids of servers that are named, or of all that a filter leaves: `most` at most, which tells whether there are more. */
export async function selectServers(
  ctx: Ctx,
  selection: { barcodes: readonly string[] } | { filter: ServerFilter },
  most: number,
): Promise<number[]> {
  if ('barcodes' in selection) {
    const rows = await ctx.db.$queryRaw<{ id: number }[]>`
      SELECT id FROM servers WHERE barcode = ANY(${[...selection.barcodes]}::citext[]) LIMIT ${most}`
    return rows.map(({ id }) => id)
  }
  const ids = await resolveServerFilter(ctx, selection.filter)
  const where = [Prisma.sql`true`, ...filterConditions(ctx, selection.filter, ids)]
  const rows = await ctx.db.$queryRaw<{ id: number }[]>`${Prisma.raw(PLANNED_FOR_VALUES)}
    SELECT s.id FROM servers s WHERE ${Prisma.join(where, ' AND ')} LIMIT ${most}`
  return rows.map(({ id }) => id)
}
