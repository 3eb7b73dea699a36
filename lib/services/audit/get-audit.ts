import type { AuditView } from '../../contracts/audit/audit'
import type { Ctx } from '../../db/context'
import { notFound } from '../../domain/errors'
import { auditSelect, toAuditView } from './audit-view'
import { visibleAudit } from './visible-audit'

export async function getAudit(ctx: Ctx, input: { id: string }): Promise<AuditView> {
  const row = await ctx.db.auditEntry.findFirst({
    where: { ...visibleAudit(ctx), id: BigInt(input.id) },
    select: auditSelect,
  })
  if (row === null) throw notFound('audit entry', input.id)
  return toAuditView(row)
}
