import type { z } from 'zod'
import type { AuditView, listAuditEndpoint } from '../../contracts/audit/audit'
import type { Page } from '../../contracts/paging'
import type { Ctx } from '../../db/context'
import { type CursorKeys, cutPage, decodeCursor, decodeInstant } from '../../db/cursor'
import { Prisma } from '../../db/generated/client'
import { datacentersFor } from '../../domain/access/permissions'
import { auditSelect, toAuditView } from './audit-view'
import { lifeOf } from './life-of'

type ListAudit = z.output<typeof listAuditEndpoint.query>

/**
 * The audit log, newest first; `since` is included, `until` is not. A span of time alone is read in the order of time, which
 * has its index: by id, one that lies far back would be come to through all that was written since.
 */
export async function listAudit(ctx: Ctx, input: ListAudit): Promise<Page<AuditView>> {
  const { key, request, of, since, until } = input
  const byTime = (since !== undefined || until !== undefined) && [key, request, of].every((one) => one === undefined)
  const where = [...conditions(ctx, input), ...after(input.cursor, byTime)]
  const take = input.limit + 1
  const order = byTime ? Prisma.sql`a.at DESC, a.id DESC` : Prisma.sql`a.id DESC`
  const found = await ctx.db.$queryRaw<{ id: bigint }[]>(
    of === undefined
      ? Prisma.sql`SELECT a.id FROM audit_log a WHERE ${Prisma.join(where, ' AND ')} ORDER BY ${order} LIMIT ${take}`
      : lifeOf(of, where, take),
  )
  const rows = await ctx.db.auditEntry.findMany({
    where: { id: { in: found.map(({ id }) => id) } },
    orderBy: byTime ? [{ at: 'desc' }, { id: 'desc' }] : { id: 'desc' },
    select: auditSelect,
  })
  const keys = (row: (typeof rows)[number]): CursorKeys =>
    byTime ? [row.at.getTime(), Number(row.id)] : [Number(row.id)]
  return cutPage(rows, input.limit, toAuditView, keys)
}

function after(cursor: string | undefined, byTime: boolean): Prisma.Sql[] {
  if (cursor === undefined) return []
  if (!byTime) return [Prisma.sql`a.id < ${decodeCursor(cursor, ['number'])[0]}::bigint`]
  const [at, id] = decodeCursor(cursor, ['number', 'number'])
  return [Prisma.sql`(a.at, a.id) < (${decodeInstant(at).toISOString()}::timestamptz, ${id}::bigint)`]
}

/** Whoever may read the audit log of some datacenters sees their entries, and none of what belongs to no datacenter. */
function conditions(ctx: Ctx, input: ListAudit): Prisma.Sql[] {
  const ids = datacentersFor(ctx.actor.grants, 'audit.read')
  const { entity, key, actor, action, request, since, until } = input
  return [
    ids === 'all' ? Prisma.sql`true` : Prisma.sql`a.datacenter_id = ANY(${[...ids]}::int[])`,
    ...(entity === undefined ? [] : [Prisma.sql`a.entity = ANY(${entity}::text[])`]),
    ...(key === undefined ? [] : [Prisma.sql`a.key = ANY(${key}::citext[])`]),
    ...(actor === undefined ? [] : [Prisma.sql`a.actor = ANY(${actor}::text[])`]),
    ...(action === undefined ? [] : [Prisma.sql`a.action = ANY(${action}::text[])`]),
    ...(request === undefined ? [] : [Prisma.sql`a.request_id = ANY(${request}::text[])`]),
    ...(since === undefined ? [] : [Prisma.sql`a.at >= ${since}::timestamptz`]),
    ...(until === undefined ? [] : [Prisma.sql`a.at < ${until}::timestamptz`]),
  ]
}
