import type { ImageView } from '../../contracts/planning/image'
import type { Ctx } from '../../db/context'
import { notFound } from '../../domain/errors'
import { imageSelect, toImageView } from './image-view'

export async function getImage(ctx: Ctx, input: { slug: string }): Promise<ImageView> {
  const row = await ctx.db.image.findUnique({ where: { slug: input.slug }, select: imageSelect })
  if (row === null) throw notFound('image', input.slug)
  return toImageView(row)
}
