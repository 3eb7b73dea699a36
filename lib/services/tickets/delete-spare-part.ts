import { type Ctx, inTransaction } from '../../db/context'
import { checkVersion } from '../../db/versions'
import { notFound } from '../../domain/errors'
import { authorize } from '../access/authorize'
import { recordAudit } from '../audit/record-audit'
import { stillReferenced } from '../inventory/still-referenced'

/** Deletes a part that never lay in stock: the ledger keeps the others. */
export async function deleteSparePart(
  ctx: Ctx,
  input: { sku: string; ifMatch?: readonly number[] | '*' | undefined },
): Promise<void> {
  authorize(ctx, 'tickets.delete-spare-part', null)
  await inTransaction(ctx, async (tx) => {
    await tx.db.$queryRaw`SELECT 1 FROM spare_parts WHERE sku = ${input.sku}::citext FOR UPDATE`
    const row = await tx.db.sparePart.findUnique({
      where: { sku: input.sku },
      select: { id: true, sku: true, version: true },
    })
    if (row === null) throw notFound('spare-part', input.sku)
    checkVersion('spare-part', row.sku, row.version, input.ifMatch)
    await tx.db.sparePart
      .delete({ where: { id: row.id } })
      .catch(stillReferenced(`Spare part ${row.sku} has stock, movements or tickets.`))
    await recordAudit(tx, { action: 'tickets.delete-spare-part', entity: 'spare-part', key: row.sku })
  })
}
