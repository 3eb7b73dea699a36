import type { z } from 'zod'
import type { editSparePartInput, SparePartView } from '../../contracts/tickets/stock'
import { type Ctx, inTransaction, type TxCtx } from '../../db/context'
import type { Prisma } from '../../db/generated/client'
import { checkVersion } from '../../db/versions'
import { notFound } from '../../domain/errors'
import { authorize } from '../access/authorize'
import { recordAudit } from '../audit/record-audit'
import { checkedFacts } from './checked-facts'
import { lockSpares } from './lock-spares'
import { reserveSpares } from './reserve-spares'
import { resolveModels } from './resolve-models'
import { returnMisfits } from './return-misfits'
import { serveWaiting } from './serve-waiting'
import { sparePartSelect, toSparePartView } from './spare-part-view'

type Input = z.output<typeof editSparePartInput> & { sku: string; ifMatch?: readonly number[] | '*' | undefined }

/**
 * Edits the description, the facts and the models that a part fits. Components that it fits from now on get what lies in
 * stock; those that hold one which, as it is known now, does not fit give it back and take another or wait.
 */
export async function editSparePart(ctx: Ctx, input: Input): Promise<SparePartView> {
  authorize(ctx, 'tickets.edit-spare-part', null)
  return inTransaction(ctx, async (tx) => {
    const fits = input.models !== undefined || input.facts !== undefined
    const datacenters = fits ? await lockSupplies(tx, input.sku) : []
    await tx.db.$queryRaw`SELECT 1 FROM spare_parts WHERE sku = ${input.sku}::citext FOR UPDATE`
    const before = await tx.db.sparePart.findUnique({ where: { sku: input.sku }, select: sparePartSelect })
    if (before === null) throw notFound('spare-part', input.sku)
    checkVersion('spare-part', before.sku, before.version, input.ifMatch)
    const row = await change(tx, before, input)
    const [from, to] = [toSparePartView(before), toSparePartView(row)]
    await recordAudit(tx, {
      action: ACTION,
      entity: 'spare-part',
      key: row.sku,
      detail: {
        ...(input.description === undefined ? {} : { description: { from: from.description, to: to.description } }),
        ...(input.facts === undefined ? {} : { facts: { from: { ...from.facts }, to: { ...to.facts } } }),
        ...(input.models === undefined ? {} : { models: { from: from.models, to: to.models } }),
      },
    })
    if (input.facts !== undefined)
      await reserveSpares(tx, await returnMisfits(tx, { of: { sparePartId: row.id }, action: ACTION }))
    for (const datacenterId of datacenters) await serveWaiting(tx, { sparePartId: row.id, datacenterId })
    return toSparePartView(row)
  })
}

const ACTION = 'tickets.edit-spare-part'
type Row = Prisma.SparePartGetPayload<{ select: typeof sparePartSelect }>

async function change(tx: TxCtx, before: Row, input: Input): Promise<Row> {
  if (input.models !== undefined) {
    const models = await resolveModels(tx, input.models)
    await tx.db.sparePartModel.deleteMany({ where: { sparePartId: before.id } })
    await tx.db.sparePartModel.createMany({ data: models.map((modelId) => ({ sparePartId: before.id, modelId })) })
  }
  return tx.db.sparePart.update({
    where: { id: before.id },
    data: {
      ...(input.description === undefined ? {} : { description: input.description }),
      ...(input.facts === undefined ? {} : { facts: { ...checkedFacts(before.kind, input.facts) } }),
      updatedAt: tx.clock(),
      version: { increment: 1 },
    },
    select: sparePartSelect,
  })
}

/**
 * The datacenters in which the part lies, and those of the servers that hold one for a repair: their spares locked before
 * the part is.
 */
async function lockSupplies(tx: TxCtx, sku: string): Promise<number[]> {
  const rows = await tx.db.$queryRaw<{ id: number; lies: boolean }[]>`
    WITH part AS (SELECT id FROM spare_parts WHERE sku = ${sku}::citext)
    SELECT w.datacenter_id AS id, true AS lies FROM stock s JOIN part p ON p.id = s.spare_part_id JOIN warehouses w ON w.id = s.warehouse_id
    UNION SELECT sv.datacenter_id, false FROM ticket_components c JOIN part p ON p.id = c.spare_part_id
      JOIN tickets t ON t.id = c.ticket_id JOIN servers sv ON sv.id = t.server_id WHERE c.part_status = 'RESERVED'`
  await lockSpares(
    tx,
    rows.map((row) => row.id),
    'supply',
  )
  return rows.filter((row) => row.lies).map((row) => row.id)
}
