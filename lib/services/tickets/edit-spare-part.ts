import type { z } from 'zod'
import type { editSparePartInput, SparePartView } from '../../contracts/tickets/stock'
import { type Ctx, inTransaction, type TxCtx } from '../../db/context'
import { checkVersion } from '../../db/versions'
import { notFound } from '../../domain/errors'
import { authorize } from '../access/authorize'
import { recordAudit } from '../audit/record-audit'
import { lockSpares } from './lock-spares'
import { resolveModels } from './resolve-models'
import { serveWaiting } from './serve-waiting'
import { sparePartSelect, toSparePartView } from './spare-part-view'

type Input = z.output<typeof editSparePartInput> & { sku: string; ifMatch?: readonly number[] | '*' | undefined }

/** Edits the description and the models that a part fits; components that it fits from now on get what lies in stock. */
export async function editSparePart(ctx: Ctx, input: Input): Promise<SparePartView> {
  authorize(ctx, 'tickets.edit-spare-part', null)
  return inTransaction(ctx, async (tx) => {
    const datacenters = input.models === undefined ? [] : await lockSupplies(tx, input.sku)
    await tx.db.$queryRaw`SELECT 1 FROM spare_parts WHERE sku = ${input.sku}::citext FOR UPDATE`
    const before = await tx.db.sparePart.findUnique({ where: { sku: input.sku }, select: sparePartSelect })
    if (before === null) throw notFound('spare-part', input.sku)
    checkVersion('spare-part', before.sku, before.version, input.ifMatch)
    if (input.models !== undefined) {
      const models = await resolveModels(tx, input.models)
      await tx.db.sparePartModel.deleteMany({ where: { sparePartId: before.id } })
      await tx.db.sparePartModel.createMany({ data: models.map((modelId) => ({ sparePartId: before.id, modelId })) })
    }
    const row = await tx.db.sparePart.update({
      where: { id: before.id },
      data: {
        ...(input.description === undefined ? {} : { description: input.description }),
        updatedAt: tx.clock(),
        version: { increment: 1 },
      },
      select: sparePartSelect,
    })
    const [from, to] = [toSparePartView(before), toSparePartView(row)]
    await recordAudit(tx, {
      action: 'tickets.edit-spare-part',
      entity: 'spare-part',
      key: row.sku,
      detail: {
        ...(input.description === undefined ? {} : { description: { from: from.description, to: to.description } }),
        ...(input.models === undefined ? {} : { models: { from: from.models, to: to.models } }),
      },
    })
    for (const datacenterId of datacenters) await serveWaiting(tx, { sparePartId: row.id, datacenterId })
    return toSparePartView(row)
  })
}

/** The datacenters in which the part lies, their spares locked before the part is. */
async function lockSupplies(tx: TxCtx, sku: string): Promise<number[]> {
  const rows = await tx.db.stock.findMany({
    where: { sparePart: { sku } },
    select: { warehouse: { select: { datacenterId: true } } },
  })
  const ids = [...new Set(rows.map((row) => row.warehouse.datacenterId))]
  await lockSpares(tx, ids, 'supply')
  return ids
}
