import type { SketchContent, SketchView } from '../../contracts/planning/order-sketch'
import { type Ctx, inTransaction } from '../../db/context'
import { checkVersion } from '../../db/versions'
import { notFound } from '../../domain/errors'
import { authorize } from '../access/authorize'
import { sketchSelect, toSketchView } from './sketch-view'

/** So many are kept of each person; an older one goes. */
const MOST = 50

/**
 * Keeps what somebody has typed of an order, under an id of their own. With the version that was read, a change made on
 * another device meanwhile is `stale` and stays; without one, the last who writes is right. No audit row: until an order is
 * placed it is nobody's but its owner's.
 */
export async function saveSketch(
  ctx: Ctx,
  input: { id: string; version?: number | undefined; device: string; content: SketchContent },
): Promise<SketchView> {
  authorize(ctx, 'planning.save-sketch', 'anywhere')
  const { id, device, content } = input
  const ownerKey = ctx.actor.key
  return inTransaction(ctx, async (tx) => {
    const at = tx.clock()
    await tx.db.$executeRaw`
      INSERT INTO order_sketches (id, owner_key, content, device, version, created_at, updated_at)
      VALUES (${id}::uuid, ${ownerKey}, 'null', '', 0, ${at}::timestamptz, ${at}::timestamptz) ON CONFLICT (id) DO NOTHING`
    const [row] = await tx.db.$queryRaw<{ version: number; owner: string }[]>`
      SELECT version, owner_key AS owner FROM order_sketches WHERE id = ${id}::uuid FOR UPDATE`
    if (row === undefined || row.owner !== ownerKey) throw notFound('order sketch', id)
    // 0: made just now. Thrown away elsewhere and typed on here, it is there again.
    if (row.version > 0) checkVersion('order-sketch', id, row.version, asked(input.version))
    const saved = await tx.db.orderSketch.update({
      where: { id },
      data: { content, device, version: { increment: 1 }, updatedAt: at },
      select: sketchSelect,
    })
    await tx.db.$executeRaw`
      DELETE FROM order_sketches WHERE id IN (
        SELECT id FROM order_sketches WHERE owner_key = ${ownerKey} ORDER BY updated_at DESC, id DESC OFFSET ${MOST})`
    return toSketchView(saved)
  })
}

const asked = (version: number | undefined) => (version === undefined ? undefined : [version])
