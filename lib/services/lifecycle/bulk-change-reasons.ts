import type { BulkChangeDetailView } from '../../contracts/inventory/bulk-change'
import type { Ctx, TxCtx } from '../../db/context'
import { Prisma } from '../../db/generated/client'
import { CHUNK } from './bulk-change-view'

const MOST_REASONS = 20
const EXAMPLES = 5

/**
 * reason, count and examples of the refused lines from a position on, a chunk at most. Its own barcode left out, the same reason is
 * the same for all.
 */
const ofChunk = (id: string, after: Prisma.Sql): Prisma.Sql => Prisma.sql`
  SELECT reason, count(*)::int AS count, (array_agg(barcode ORDER BY position))[1:${EXAMPLES}::int] AS examples FROM (
    SELECT position, barcode::text AS barcode,
      CASE code WHEN 'not-found' THEN 'There is no such server.' ELSE replace(reason, barcode::text, 'It') END AS reason
    FROM bulk_change_lines
    WHERE bulk_change_id = ${id}::uuid AND outcome = 'refused' AND position > ${after} AND position <= ${after} + ${CHUNK}
  ) line GROUP BY reason`

/** Adds why servers of a chunk were refused, as its lines are counted: whoever asks reads few rows, however many were refused. */
export const keepReasons = (tx: TxCtx, { id, counted }: { id: string; counted: number }): Promise<number> =>
  tx.db.$executeRaw`
    INSERT INTO bulk_change_reasons AS r (bulk_change_id, hash, reason, count, examples)
    SELECT ${id}::uuid, md5(reason), reason, count, examples FROM (${ofChunk(id, Prisma.sql`${counted}::int`)}) n
    ON CONFLICT (bulk_change_id, hash) DO UPDATE SET count = r.count + excluded.count,
      examples = (r.examples || excluded.examples)[1:${EXAMPLES}::int]`

/** The refused by reason, most first, with those of the lines that are over and not counted yet. */
export const readReasons = async (ctx: Ctx, id: string): Promise<BulkChangeDetailView['reasons']> => {
  const counted = Prisma.sql`(SELECT counted FROM bulk_changes WHERE id = ${id}::uuid)`
  return ctx.db.$queryRaw`
    SELECT reason, sum(count)::int AS count, (array_agg(to_jsonb(examples) ORDER BY later))[1] AS examples FROM (
      SELECT reason, count, examples, false AS later FROM bulk_change_reasons WHERE bulk_change_id = ${id}::uuid
      UNION ALL SELECT n.*, true FROM (${ofChunk(id, counted)}) n
    ) each GROUP BY reason ORDER BY 2 DESC, reason LIMIT ${MOST_REASONS}`
}
