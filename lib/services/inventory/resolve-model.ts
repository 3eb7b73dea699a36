import type { TxCtx } from '../../db/context'
import { unknownReference } from '../../domain/errors'
import type { Depth } from '../../domain/rack-space'

export interface ResolvedModel {
  id: number
  slug: string
  heightU: number
  depth: Depth
}

/**
 * The server model that a body's field names, its row locked in share: an edit of its height waits until the server that
 * copies it has committed. 422 `unknown-reference` at the field when there is none.
 */
export async function resolveModel(tx: TxCtx, slug: string, path = 'model'): Promise<ResolvedModel> {
  const rows = await tx.db.$queryRaw<ResolvedModel[]>`
    SELECT id, slug::text AS slug, height_u AS "heightU", depth::text AS depth
    FROM server_models WHERE slug = ${slug}::citext FOR SHARE`
  const row = rows[0]
  if (row === undefined) throw unknownReference(path, 'server-model', slug)
  return row
}
