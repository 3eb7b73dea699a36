import type { SketchView } from '../../contracts/planning/order-sketch'
import type { Ctx } from '../../db/context'
import { notFound } from '../../domain/errors'
import { sketchSelect, toSketchView } from './sketch-view'

/** What the actor has typed under this id. */
export async function getSketch(ctx: Ctx, input: { id: string }): Promise<SketchView> {
  const row = await ctx.db.orderSketch.findFirst({
    where: { id: input.id, ownerKey: ctx.actor.key },
    select: sketchSelect,
  })
  if (row === null) throw notFound('order sketch', input.id)
  return toSketchView(row)
}
