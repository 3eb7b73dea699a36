import type { SavedViewView } from '../../contracts/access/saved-view'
import type { Ctx } from '../../db/context'
import { notFound } from '../../domain/errors'
import { savedViewSelect, toSavedViewView } from './saved-view-view'

export async function getSavedView(ctx: Ctx, { id }: { id: string }): Promise<SavedViewView> {
  const row = await ctx.db.savedView.findFirst({ where: { id, owner: ctx.actor.key }, select: savedViewSelect })
  if (row === null) throw notFound('saved-view', id)
  return toSavedViewView(row)
}
