import type { ImageView } from '../../contracts/planning/image'
import { type Ctx, inTransaction } from '../../db/context'
import { violates } from '../../db/database-error'
import { conflict } from '../../domain/errors'
import { authorize } from '../access/authorize'
import { recordAudit } from '../audit/record-audit'
import { imageSelect, toImageView } from './image-view'

export async function createImage(
  ctx: Ctx,
  input: { slug: string; name: string; address?: string | undefined; sha256?: string | undefined },
): Promise<ImageView> {
  authorize(ctx, 'planning.create-image', null)
  return inTransaction(ctx, async (tx) => {
    const row = await tx.db.image
      .create({
        data: {
          slug: input.slug,
          name: input.name,
          address: input.address ?? null,
          sha256: input.sha256 ?? null,
        },
        select: imageSelect,
      })
      .catch((error: unknown) => {
        if (violates(error, 'images_slug_key'))
          throw conflict('already-exists', `There is an image ${input.slug} already.`)
        throw error
      })
    await recordAudit(tx, { action: 'planning.create-image', entity: 'image', key: row.slug })
    return toImageView(row)
  })
}
