import type { AuditSealView, listAuditSealsEndpoint } from '../../contracts/audit/audit'
import type { EndpointInput } from '../../contracts/endpoint'
import type { Page } from '../../contracts/paging'
import type { Ctx } from '../../db/context'
import { cutPage, decodeCursor } from '../../db/cursor'

/** The seals of the whole log, newest first: they tell nothing of what any entry says. */
export async function listAuditSeals(
  ctx: Ctx,
  input: EndpointInput<typeof listAuditSealsEndpoint>['query'],
): Promise<Page<AuditSealView>> {
  const before = input.cursor === undefined ? undefined : decodeCursor(input.cursor, ['number'])[0]
  const rows = await ctx.db.auditSeal.findMany({
    where: before === undefined ? {} : { number: { lt: before } },
    orderBy: { number: 'desc' },
    take: input.limit + 1,
  })
  return cutPage(
    rows,
    input.limit,
    ({ afterId, untilId, previous, hash, sealedAt, ...seal }) => ({
      ...seal,
      ...{ afterId: String(afterId), untilId: String(untilId), sealedAt: sealedAt.toISOString() },
      ...{ previous: Buffer.from(previous).toString('hex'), hash: Buffer.from(hash).toString('hex') },
    }),
    (row) => [row.number],
  )
}
