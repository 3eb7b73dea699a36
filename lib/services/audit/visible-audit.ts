import type { Ctx } from '../../db/context'
import type { Prisma } from '../../db/generated/client'
import { datacentersFor } from '../../domain/access/permissions'

/** Whoever may read the audit log of some datacenters sees their entries, and none of what belongs to no datacenter. */
export function visibleAudit(ctx: Ctx): Prisma.AuditEntryWhereInput {
  const ids = datacentersFor(ctx.actor.grants, 'audit.read')
  return ids === 'all' ? {} : { datacenterId: { in: [...ids] } }
}
