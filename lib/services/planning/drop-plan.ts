import { type Ctx, inTransaction } from '../../db/context'
import { lockOrder } from '../../db/locks'
import { conflict, notFound } from '../../domain/errors'
import { authorize } from '../access/authorize'
import { recordAudit } from '../audit/record-audit'
import { applyOrderTransition } from './apply-order-transition'

/** Drops the current plan: its order is a draft again. The plan stays on record as superseded. */
export async function dropPlan(ctx: Ctx, input: { id: string }): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const found = await tx.db.allocationPlan.findUnique({
      where: { id: input.id },
      select: { order: { select: { id: true, number: true, datacenterId: true } } },
    })
    if (found === null) throw notFound('plan', input.id)
    const { order } = found
    authorize(tx, 'planning.drop-plan', order.datacenterId)
    await lockOrder(tx, order.number)
    const { count } = await tx.db.allocationPlan.updateMany({
      where: { id: input.id, status: 'current' },
      data: { status: 'superseded' },
    })
    if (count === 0) {
      throw conflict('plan-superseded', `This is not the current plan of order ${order.number}: nothing to drop.`)
    }
    await applyOrderTransition(tx, { orderId: order.id, to: 'DRAFT', action: 'planning.drop-plan' })
    await recordAudit(tx, {
      action: 'planning.drop-plan',
      entity: 'plan',
      key: input.id,
      from: 'current',
      to: 'superseded',
      datacenterId: order.datacenterId,
      detail: { order: order.number },
    })
  })
}
