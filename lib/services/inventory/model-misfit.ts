import type { Ctx, TxCtx } from '../../db/context'
import { type AppError, conflict } from '../../domain/errors'
import { unitsInWords } from '../../domain/rack-space'

interface Misfit {
  barcode: string
  rack: string
  u: number
  heightU: number
  rackHeightU: number
  blockedBy: string | null
}

/**
 * Which server of a model would not fit with another height or depth, as a 409 that names it and what is in its way; null
 * when all do. For words only: the exclusion constraint has decided.
 */
export const misfitOfModel = async (
  ctx: Ctx | TxCtx,
  change: { slug: string; heightU?: number | undefined; depth?: 'full' | 'half' | undefined },
): Promise<AppError | null> => {
  const heightU = change.heightU ?? null
  const depth = change.depth ?? null
  const rows = await ctx.db.$queryRaw<Misfit[]>`
    WITH target AS (
      SELECT id, coalesce(${heightU}::int, height_u) AS height_u, coalesce(${depth}::depth, depth) AS depth
      FROM server_models WHERE slug = ${change.slug}::citext
    ), mine AS (
      SELECT s.id, s.barcode::text AS key, s.rack_id, s.u, t.height_u, s.face, t.depth
      FROM servers s JOIN target t ON t.id = s.model_id WHERE s.rack_id IS NOT NULL
    ), others AS (
      SELECT * FROM mine
      UNION ALL
      SELECT s.id, s.barcode::text, s.rack_id, s.u, s.height_u, s.face, s.depth FROM servers s
      WHERE s.rack_id IN (SELECT rack_id FROM mine) AND s.model_id IS DISTINCT FROM (SELECT id FROM target)
      UNION ALL
      SELECT NULL, i.name, i.rack_id, i.u, i.height_u, i.face, i.depth FROM rack_items i
      WHERE i.rack_id IN (SELECT rack_id FROM mine)
    )
    SELECT m.key AS barcode, r.code::text AS rack, m.u, m.height_u AS "heightU", r.height_u AS "rackHeightU", o.key AS "blockedBy"
    FROM mine m JOIN racks r ON r.id = m.rack_id
    LEFT JOIN others o ON o.rack_id = m.rack_id AND o.id IS DISTINCT FROM m.id
      AND int4range(m.u, m.u + m.height_u) && int4range(o.u, o.u + o.height_u)
      AND (m.depth = 'full' OR o.depth = 'full' OR m.face = o.face)
    WHERE o.key IS NOT NULL OR m.u + m.height_u - 1 > r.height_u
    ORDER BY r.walk_key, m.u, o.u LIMIT 1`
  const misfit = rows[0]
  if (misfit === undefined) return null
  const { barcode, rack, u, blockedBy, rackHeightU } = misfit
  const why = blockedBy === null ? `the rack ends at U${rackHeightU}` : `${blockedBy} is in the way`
  const words = `${barcode} in rack ${rack} would take ${unitsInWords(u, misfit.heightU)}, but ${why}.`
  return conflict('does-not-fit', words, { server: barcode, rack, blockedBy: blockedBy === null ? [] : [blockedBy] })
}
