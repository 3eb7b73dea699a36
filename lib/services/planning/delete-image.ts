import { type Ctx, inTransaction } from '../../db/context'
import { checkVersion } from '../../db/versions'
import { notFound } from '../../domain/errors'
import { authorize } from '../access/authorize'
import { recordAudit } from '../audit/record-audit'
import { stillReferenced } from '../inventory/still-referenced'

export async function deleteImage(
  ctx: Ctx,
  input: { slug: string; ifMatch?: readonly number[] | '*' | undefined },
): Promise<void> {
  authorize(ctx, 'planning.delete-image', null)
  await inTransaction(ctx, async (tx) => {
    await tx.db.$queryRaw`SELECT 1 FROM images WHERE slug = ${input.slug}::citext FOR UPDATE`
    const row = await tx.db.image.findUnique({
      where: { slug: input.slug },
      select: { id: true, slug: true, version: true },
    })
    if (row === null) throw notFound('image', input.slug)
    checkVersion('image', row.slug, row.version, input.ifMatch)
    await tx.db.image
      .delete({ where: { id: row.id } })
      .catch(stillReferenced(`Orders still refer to the image ${row.slug}.`))
    await recordAudit(tx, { action: 'planning.delete-image', entity: 'image', key: row.slug })
  })
}
