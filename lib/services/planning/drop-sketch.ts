import { type Ctx, inTransaction } from '../../db/context'
import { notFound } from '../../domain/errors'
import { authorize } from '../access/authorize'

/** Throws away what its owner has typed; of somebody else's there is none. */
export async function dropSketch(ctx: Ctx, input: { id: string }): Promise<void> {
  authorize(ctx, 'planning.drop-sketch', 'anywhere')
  await inTransaction(ctx, async (tx) => {
    const { count } = await tx.db.orderSketch.deleteMany({ where: { id: input.id, ownerKey: tx.actor.key } })
    if (count === 0) throw notFound('order sketch', input.id)
  })
}
