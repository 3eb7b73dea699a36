import type { OrderView } from '../../contracts/planning/order'
import { MAX_INT } from '../../contracts/primitives'
import { type Ctx, inTransaction } from '../../db/context'
import { invalid } from '../../domain/errors'
import { type Capacity, RESOURCES } from '../../domain/planning/composite-score'
import { askedOf, type DemandLine } from '../../domain/planning/plan'
import { authorize } from '../access/authorize'
import { recordAudit } from '../audit/record-audit'
import { resolveDatacenter } from '../inventory/resolve-datacenter'
import { resolveImage } from './resolve-image'
import { viewOrder } from './view-order'

export interface NewOrder {
  customer: string
  datacenter: string
  /** Totals: cores, whole GB of RAM, whole GB of NVMe; absent where there are lines. */
  cpuCores?: number | undefined
  ramGb?: number | undefined
  nvmeGb?: number | undefined
  lines?: readonly DemandLine[] | undefined
  image?: string | undefined
  /** How servers start from the image; `media` where nothing is said. */
  boot?: 'media' | 'network' | undefined
  /** ISO 8601 */
  endsAt?: string | undefined
  /** What was kept while it was typed, if anything: it goes. */
  sketch?: string | undefined
}

/** Places an order, as a draft. An order by lines keeps the lines' sums as its totals. */
export async function createOrder(ctx: Ctx, input: NewOrder): Promise<OrderView> {
  const asked = totalsAsked(input)
  return inTransaction(ctx, async (tx) => {
    const datacenter = await resolveDatacenter(tx, input.datacenter)
    authorize(tx, 'planning.create-order', datacenter.id)
    const image = input.image === undefined ? null : await resolveImage(tx, input.image)
    const row = await tx.db.order.create({
      data: {
        customer: input.customer,
        datacenterId: datacenter.id,
        ...asked,
        imageId: image?.id ?? null,
        boot: input.boot ?? 'media',
        endsAt: input.endsAt === undefined ? null : new Date(input.endsAt),
        lines: { create: (input.lines ?? []).map((line, position) => ({ ...line, position })) },
        createdBy: tx.actor.name,
        createdByKey: tx.actor.key,
        createdAt: tx.clock(),
        statusSince: tx.clock(),
      },
      select: { id: true, number: true, status: true },
    })
    await recordAudit(tx, {
      action: 'planning.create-order',
      entity: 'order',
      key: row.number,
      to: row.status,
      datacenterId: datacenter.id,
    })
    if (input.sketch !== undefined) {
      await tx.db.orderSketch.deleteMany({ where: { id: input.sketch, ownerKey: tx.actor.key } })
    }
    return viewOrder(tx, row.id)
  })
}

function totalsAsked(input: NewOrder): Capacity {
  if (input.lines === undefined) {
    return { cpuCores: input.cpuCores ?? 0, ramGb: input.ramGb ?? 0, nvmeGb: input.nvmeGb ?? 0 }
  }
  const asked = askedOf({ kind: 'lines', lines: input.lines })
  const tooMuch = RESOURCES.filter((resource) => asked[resource] > MAX_INT)
  if (tooMuch.length > 0) {
    throw invalid({ path: 'lines', message: `The lines ask for more than ${MAX_INT} in all: ${tooMuch.join(', ')}` })
  }
  return asked
}
