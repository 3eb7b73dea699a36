import { type Ctx, inTransaction } from '../../db/context'
import { checkVersion } from '../../db/versions'
import { notFound } from '../../domain/errors'
import { authorize } from '../access/authorize'
import { recordAudit } from '../audit/record-audit'
import { ruleSelect } from './rule-view'

export async function deleteRule(
  ctx: Ctx,
  input: { id: string; ifMatch?: readonly number[] | '*' | undefined },
): Promise<void> {
  authorize(ctx, 'telemetry.delete-rule', null)
  await inTransaction(ctx, async (tx) => {
    await tx.db.$queryRaw`SELECT 1 FROM telemetry_rules WHERE id = ${input.id}::uuid FOR UPDATE`
    const row = await tx.db.telemetryRule.findUnique({ where: { id: input.id }, select: ruleSelect })
    if (row === null) throw notFound('telemetry-rule', input.id)
    checkVersion('telemetry-rule', row.id, row.version, input.ifMatch)
    await tx.db.telemetryRule.delete({ where: { id: row.id } })
    await recordAudit(tx, {
      action: 'telemetry.delete-rule',
      entity: 'telemetry-rule',
      key: row.id,
      detail: { kind: row.kind, ticketType: row.ticketType, threshold: row.threshold },
    })
  })
}
