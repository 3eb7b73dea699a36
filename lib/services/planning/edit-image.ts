import type { ImageView } from '../../contracts/planning/image'
import { type Ctx, inTransaction } from '../../db/context'
import { checkVersion } from '../../db/versions'
import { notFound } from '../../domain/errors'
import { authorize } from '../access/authorize'
import { recordAudit } from '../audit/record-audit'
import { changedFields } from '../inventory/changed-fields'
import { imageSelect, toImageView } from './image-view'

/** null removes an address or a checksum. */
export async function editImage(
  ctx: Ctx,
  input: {
    slug: string
    name?: string | undefined
    address?: string | null | undefined
    sha256?: string | null | undefined
    ifMatch?: readonly number[] | '*' | undefined
  },
): Promise<ImageView> {
  authorize(ctx, 'planning.edit-image', null)
  return inTransaction(ctx, async (tx) => {
    await tx.db.$queryRaw`SELECT 1 FROM images WHERE slug = ${input.slug}::citext FOR UPDATE`
    const before = await tx.db.image.findUnique({ where: { slug: input.slug }, select: imageSelect })
    if (before === null) throw notFound('image', input.slug)
    checkVersion('image', before.slug, before.version, input.ifMatch)
    const { name, address, sha256 } = input
    const changes = changedFields(
      { name: before.name, address: before.address, sha256: before.sha256 },
      { name, address, sha256 },
    )
    if (Object.keys(changes).length === 0) return toImageView(before)
    const row = await tx.db.image.update({
      where: { id: before.id },
      data: {
        ...(name === undefined ? {} : { name }),
        ...(address === undefined ? {} : { address }),
        ...(sha256 === undefined ? {} : { sha256 }),
        version: { increment: 1 },
      },
      select: imageSelect,
    })
    await recordAudit(tx, { action: 'planning.edit-image', entity: 'image', key: row.slug, detail: changes })
    return toImageView(row)
  })
}
