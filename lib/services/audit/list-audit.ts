import type { z } from 'zod'
import type { AuditView, listAuditEndpoint } from '../../contracts/audit/audit'
import type { Page } from '../../contracts/paging'
import type { Ctx } from '../../db/context'
import { type CursorKeys, cutPage, decodeCursor, decodeInstant } from '../../db/cursor'
import { Prisma } from '../../db/generated/client'
import { oneOf } from '../../db/one-of'
import { datacentersFor } from '../../domain/access/permissions'
import { auditSelect, toAuditView } from './audit-view'
import { lifeOf } from './life-of'

type ListAudit = z.output<typeof listAuditEndpoint.query>

/**
 * The audit log, newest first; `since` is included, `until` is not. A span of time, an actor and an action are read in the order of
 * time, which has its indexes: by id, a span that lies far back would be come to through all that was written since.
 */
export async function listAudit(ctx: Ctx, input: ListAudit): Promise<Page<AuditView>> {
  const { key, request, of, since, until, actor, action } = input
  const inTime = [since, until, actor, action].some((one) => one !== undefined)
  const byTime = inTime && [key, request, of].every((one) => one === undefined)
  const beyond = after(input.cursor, byTime)
  const take = input.limit + 1
  const found = await ctx.db.$queryRaw<{ id: bigint }[]>(
    of === undefined
      ? pageSql(ctx, input, { beyond, byTime, take })
      : lifeOf(of, [...conditions(ctx, input), ...beyond], take),
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

/**
 * Of several actors, actions or requests a page each, of which the newest make the page: each is read by its index in order,
 * where all at once would be looked for by walking through what everybody did.
 */
function pageSql(
  ctx: Ctx,
  input: ListAudit,
  { beyond, byTime, take }: { beyond: Prisma.Sql[]; byTime: boolean; take: number },
): Prisma.Sql {
  const order = byTime ? Prisma.sql`at DESC, id DESC` : Prisma.sql`id DESC`
  const pageOf = (one: ListAudit) => Prisma.sql`
    (SELECT a.id, a.at FROM audit_log a WHERE ${Prisma.join([...conditions(ctx, one), ...beyond], ' AND ')}
    ORDER BY ${order} LIMIT ${take})`
  const pages = eachAlone(input).map(pageOf)
  return Prisma.sql`SELECT id FROM (${Prisma.join(pages, ' UNION ALL ')}) AS pages ORDER BY ${order} LIMIT ${take}`
}

function eachAlone(input: ListAudit): ListAudit[] {
  for (const name of ['request', 'actor', 'action'] as const) {
    const values = new Set(input[name])
    if (values.size > 1) return [...values].map((value) => ({ ...input, [name]: [value] }))
  }
  return [input]
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
    ...(entity === undefined ? [] : [oneOf(Prisma.sql`a.entity`, entity, 'text')]),
    ...(key === undefined ? [] : [oneOf(Prisma.sql`a.key`, key, 'citext')]),
    ...(actor === undefined ? [] : [oneOf(Prisma.sql`a.actor`, actor, 'text')]),
    ...(action === undefined ? [] : [oneOf(Prisma.sql`a.action`, action, 'text')]),
    ...(request === undefined ? [] : [oneOf(Prisma.sql`a.request_id`, request, 'text')]),
    ...(since === undefined ? [] : [Prisma.sql`a.at >= ${since}::timestamptz`]),
    ...(until === undefined ? [] : [Prisma.sql`a.at < ${until}::timestamptz`]),
  ]
}
