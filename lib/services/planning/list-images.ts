import type { Page } from '../../contracts/paging'
import type { ImageView } from '../../contracts/planning/image'
import type { Ctx } from '../../db/context'
import { cutPage, decodeCursor } from '../../db/cursor'
import { imageSelect, toImageView } from './image-view'

/** All images, by slug: they belong to no datacenter, so every reader sees them. */
export async function listImages(
  ctx: Ctx,
  input: { limit: number; cursor?: string | undefined; q?: string | undefined },
): Promise<Page<ImageView>> {
  const after = input.cursor === undefined ? undefined : decodeCursor(input.cursor, ['string'])[0]
  const rows = await ctx.db.image.findMany({
    where: {
      ...(after === undefined ? {} : { slug: { gt: after } }),
      ...(input.q === undefined
        ? {}
        : {
            OR: [
              { slug: { contains: input.q, mode: 'insensitive' } },
              { name: { contains: input.q, mode: 'insensitive' } },
            ],
          }),
    },
    orderBy: { slug: 'asc' },
    take: input.limit + 1,
    select: imageSelect,
  })
  return cutPage(rows, input.limit, toImageView, (row) => [row.slug])
}
