import { type Ctx, inTransaction } from '../../db/context'
import { notFound } from '../../domain/errors'
import { authorize } from '../access/authorize'
import { recordAudit } from '../audit/record-audit'

/** Deletes a dump that could not be read, once somebody has seen what it was. */
export async function deleteDump(ctx: Ctx, input: { id: string }): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const [row] = await tx.db.$queryRaw<{ datacenterId: number | null; format: string; reason: string }[]>`
      SELECT datacenter_id AS "datacenterId", format, reason FROM telemetry_dumps WHERE id = ${input.id}::uuid FOR UPDATE`
    if (row === undefined) throw notFound('telemetry-dump', input.id)
    authorize(tx, 'telemetry.delete-dump', row.datacenterId)
    await tx.db.$executeRaw`DELETE FROM telemetry_dumps WHERE id = ${input.id}::uuid`
    await recordAudit(tx, {
      action: 'telemetry.delete-dump',
      entity: 'telemetry-dump',
      key: input.id,
      ...(row.datacenterId === null ? {} : { datacenterId: row.datacenterId }),
      detail: { format: row.format, reason: row.reason },
    })
  })
}
