import type { Page } from '../../contracts/paging'
import type { SketchView } from '../../contracts/planning/order-sketch'
import type { Ctx } from '../../db/context'
import { cutPage, decodeCursor } from '../../db/cursor'
import { sketchSelect, toSketchView } from './sketch-view'

/** What the actor has typed of orders that are not placed yet, latest first. */
export async function listSketches(
  ctx: Ctx,
  input: { limit: number; cursor?: string | undefined },
): Promise<Page<SketchView>> {
  const [at, id] = input.cursor === undefined ? [] : decodeCursor(input.cursor, ['instant', 'uuid'])
  const after =
    at === undefined || id === undefined
      ? {}
      : { OR: [{ updatedAt: { lt: new Date(at) } }, { updatedAt: new Date(at), id: { lt: id } }] }
  const rows = await ctx.db.orderSketch.findMany({
    where: { ownerKey: ctx.actor.key, ...after },
    orderBy: [{ updatedAt: 'desc' }, { id: 'desc' }],
    take: input.limit + 1,
    select: sketchSelect,
  })
  return cutPage(rows, input.limit, toSketchView, (row) => [row.updatedAt.toISOString(), row.id])
}
