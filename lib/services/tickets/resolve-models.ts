import type { TxCtx } from '../../db/context'
import { foldCode } from '../../domain/code'
import { unknownReference } from '../../domain/errors'

/** The ids of the server models that a part fits; 422 `unknown-reference` at the first slug that does not exist. */
export async function resolveModels(tx: TxCtx, slugs: readonly string[]): Promise<number[]> {
  if (slugs.length === 0) return []
  const rows = await tx.db.serverModel.findMany({
    where: { slug: { in: [...slugs] } },
    select: { id: true, slug: true },
  })
  const ids = new Map(rows.map((row) => [foldCode(row.slug), row.id]))
  const found = slugs.map((slug, index) => {
    const id = ids.get(foldCode(slug))
    if (id === undefined) throw unknownReference(`models.${index}`, 'server-model', slug)
    return id
  })
  return [...new Set(found)]
}
