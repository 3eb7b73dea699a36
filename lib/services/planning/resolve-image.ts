import type { TxCtx } from '../../db/context'
import { unknownReference } from '../../domain/errors'

/** The image that an order's body names; 422 `unknown-reference` at that field when there is none. */
export async function resolveImage(tx: TxCtx, slug: string): Promise<{ id: number; slug: string }> {
  const row = await tx.db.image.findUnique({ where: { slug }, select: { id: true, slug: true } })
  if (row === null) throw unknownReference('image', 'image', slug)
  return row
}
