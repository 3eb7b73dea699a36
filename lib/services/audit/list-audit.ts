import type { z } from 'zod'
import type { AuditView, listAuditEndpoint } from '../../contracts/audit/audit'
import type { Page } from '../../contracts/paging'
import type { Ctx } from '../../db/context'
import { cutPage, decodeCursor } from '../../db/cursor'
import { auditSelect, toAuditView } from './audit-view'
import { visibleAudit } from './visible-audit'

type ListAudit = z.output<typeof listAuditEndpoint.query>

/** The audit log, newest first; `since` is included, `until` is not. */
export async function listAudit(ctx: Ctx, input: ListAudit): Promise<Page<AuditView>> {
  const before = input.cursor === undefined ? undefined : decodeCursor(input.cursor, ['number'])[0]
  const { since, until } = input
  const rows = await ctx.db.auditEntry.findMany({
    where: {
      ...visibleAudit(ctx),
      ...(before === undefined ? {} : { id: { lt: before } }),
      ...(input.entity === undefined ? {} : { entity: { in: input.entity } }),
      ...(input.key === undefined ? {} : { key: { in: input.key } }),
      ...(input.actor === undefined ? {} : { actor: { in: input.actor } }),
      ...(input.action === undefined ? {} : { action: { in: input.action } }),
      ...(since === undefined && until === undefined
        ? {}
        : {
            at: {
              ...(since === undefined ? {} : { gte: new Date(since) }),
              ...(until === undefined ? {} : { lt: new Date(until) }),
            },
          }),
    },
    orderBy: { id: 'desc' },
    take: input.limit + 1,
    select: auditSelect,
  })
  return cutPage(rows, input.limit, toAuditView, (row) => [Number(row.id)])
}
