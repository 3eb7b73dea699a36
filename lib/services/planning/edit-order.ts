import type { z } from 'zod'
import type { editOrderInput, OrderView } from '../../contracts/planning/order'
import { type Ctx, inTransaction } from '../../db/context'
import { lockOrder } from '../../db/locks'
import { checkVersion } from '../../db/versions'
import { conflict, notFound } from '../../domain/errors'
import { type OrderState, orderMachine } from '../../domain/order-state'
import { authorize } from '../access/authorize'
import { recordAudit } from '../audit/record-audit'
import { refuseClashes } from '../audit/refuse-clashes'
import { changedFields } from '../inventory/changed-fields'
import { loadOrders } from './load-orders'
import { toOrderView } from './order-view'
import { resolveImage } from './resolve-image'
import { viewOrder } from './view-order'

type OrderEdit = z.output<typeof editOrderInput>

/** An image is installed once: after that the order keeps the one that it got. FAILED may try another. */
const IMAGE_STILL_OPEN: readonly OrderState[] = ['DRAFT', 'PLANNED', 'ALLOCATED', 'FAILED']

/** Changes what an order is called, runs and until when; what it asks for is another order. null removes image or end. */
export async function editOrder(
  ctx: Ctx,
  input: {
    number: string
    customer?: string | undefined
    image?: string | null | undefined
    boot?: 'media' | 'network' | undefined
    endsAt?: string | null | undefined
    /** What the fields held when the edit began: see `refuseClashes`. */
    base?: OrderEdit['base']
    ifMatch?: readonly number[] | '*' | undefined
  },
): Promise<OrderView> {
  return inTransaction(ctx, async (tx) => {
    const locked = await lockOrder(tx, input.number)
    if (locked === null) throw notFound('order', input.number)
    const [before] = await loadOrders(tx, { ids: [locked.id] })
    if (before === undefined) throw notFound('order', input.number)
    authorize(tx, 'planning.edit-order', before.datacenterId)
    checkVersion('order', before.number, before.version, input.ifMatch)
    const image = typeof input.image === 'string' ? await resolveImage(tx, input.image) : input.image
    const endsAt = typeof input.endsAt === 'string' ? new Date(input.endsAt) : input.endsAt
    const now = {
      ...{ customer: before.customer, image: before.image, boot: before.boot as string },
      endsAt: before.endsAt?.toISOString() ?? null,
    }
    const given = {
      ...{ customer: input.customer, image: image ? image.slug : image, boot: input.boot },
      endsAt: endsAt ? endsAt.toISOString() : endsAt,
    }
    await refuseClashes(tx, { entity: 'order', key: before.number, now, given, base: baseOf(input.base) })
    const changes = changedFields(now, given)
    if (Object.keys(changes).length === 0) return toOrderView(before)
    if (orderMachine.isFinal(before.status)) {
      throw conflict('conflict', `Order ${before.number} is ${before.status}: it is history and stays as it is.`)
    }
    if (('image' in changes || 'boot' in changes) && !IMAGE_STILL_OPEN.includes(before.status)) {
      throw conflict('conflict', `Order ${before.number} is ${before.status}: its image can no longer be changed.`)
    }
    await tx.db.order.update({
      where: { id: before.id },
      data: {
        ...(input.customer === undefined ? {} : { customer: input.customer }),
        ...(image === undefined ? {} : { imageId: image?.id ?? null }),
        ...(input.boot === undefined ? {} : { boot: input.boot }),
        ...(endsAt === undefined ? {} : { endsAt }),
        version: { increment: 1 },
      },
    })
    await recordAudit(tx, {
      action: 'planning.edit-order',
      entity: 'order',
      key: before.number,
      datacenterId: before.datacenterId,
      detail: changes,
    })
    return viewOrder(tx, before.id)
  })
}

/** Instants as the view has them: another way to write the same is no other end. */
function baseOf(base: OrderEdit['base']): OrderEdit['base'] {
  return typeof base?.endsAt === 'string' ? { ...base, endsAt: new Date(base.endsAt).toISOString() } : base
}
