import { type Ctx, inTransaction } from '../../db/context'
import { lockOrder } from '../../db/locks'
import { checkVersion } from '../../db/versions'
import { conflict, notFound } from '../../domain/errors'
import { authorize } from '../access/authorize'
import { recordAudit } from '../audit/record-audit'
import { stillReferenced } from '../inventory/still-referenced'

/** Deletes a draft that never held a server, with the plans that were made for it; everything else is history. */
export async function deleteOrder(
  ctx: Ctx,
  input: { number: string; ifMatch?: readonly number[] | '*' | undefined },
): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const locked = await lockOrder(tx, input.number)
    if (locked === null) throw notFound('order', input.number)
    const order = await tx.db.order.findUniqueOrThrow({
      where: { id: locked.id },
      select: { id: true, number: true, status: true, version: true, datacenterId: true },
    })
    authorize(tx, 'planning.delete-order', order.datacenterId)
    checkVersion('order', order.number, order.version, input.ifMatch)
    if (order.status !== 'DRAFT') {
      throw conflict('conflict', `Order ${order.number} is ${order.status}: only a draft can be deleted.`)
    }
    await tx.db.order
      .delete({ where: { id: order.id } })
      .catch(stillReferenced(`Order ${order.number} held servers once: it is history and stays. Cancel it instead.`))
    await recordAudit(tx, {
      action: 'planning.delete-order',
      entity: 'order',
      key: order.number,
      from: order.status,
      datacenterId: order.datacenterId,
    })
  })
}
