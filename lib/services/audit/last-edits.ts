import type { LastEdit } from '../../contracts/audit/edit'
import type { Prisma } from '../../db/generated/client'
import type { SharedThing } from '../../domain/edits/shared-things'

type Reader = { db: Pick<Prisma.TransactionClient, '$queryRaw'> }

/** So many of its entries are looked at, the newest first. */
const ENTRIES = 200

/** Who changed each field of a thing last, among its latest entries; `within`: only entries of these datacenters. */
export async function lastEdits(
  ctx: Reader,
  thing: { entity: SharedThing; key: string; within: readonly number[] | 'all' },
): Promise<LastEdit[]> {
  const within = thing.within === 'all' ? null : [...thing.within]
  const rows = await ctx.db.$queryRaw<{ field: string; by: string; at: Date }[]>`
    SELECT DISTINCT ON (f.field) f.field, e.actor AS by, e.at
    FROM (
      SELECT id, actor, at, detail FROM audit_log
      WHERE entity = ${thing.entity} AND key = ${thing.key}::citext
        AND (${within}::int[] IS NULL OR datacenter_id = ANY(${within}::int[]))
      ORDER BY id DESC LIMIT ${ENTRIES}
    ) e CROSS JOIN LATERAL jsonb_each(CASE jsonb_typeof(e.detail) WHEN 'object' THEN e.detail ELSE '{}' END) AS f(field, change)
    WHERE jsonb_typeof(f.change) = 'object' AND jsonb_exists(f.change, 'to')
    ORDER BY f.field, e.id DESC`
  return rows.map(({ field, by, at }) => ({ field, by, at: at.toISOString() }))
}
