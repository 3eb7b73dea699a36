import type { TokenView } from '../../contracts/access/user'
import type { Page } from '../../contracts/paging'
import type { Ctx } from '../../db/context'
import { cutPage, decodeCursor } from '../../db/cursor'
import type { Prisma } from '../../db/generated/client'
import type { Role } from '../../domain/access/permissions'
import { authorize } from './authorize'
import { tokenSelect, toTokenView } from './token-view'

const UNUSED_MS = 90 * 24 * 3_600_000

interface ListTokens {
  limit: number
  cursor?: string | undefined
  q?: string | undefined
  role?: readonly Role[] | undefined
  state?: 'live' | 'expired' | 'revoked' | 'unused' | undefined
}

/** API tokens, newest first, revoked ones included unless another state is asked for. */
export async function listTokens(ctx: Ctx, input: ListTokens): Promise<Page<TokenView>> {
  authorize(ctx, 'access.read', null)
  const [createdAt, id] = input.cursor === undefined ? [] : decodeCursor(input.cursor, ['instant', 'uuid'])
  const { q, role, state } = input
  const rows = await ctx.db.apiToken.findMany({
    where: {
      AND: [
        createdAt === undefined || id === undefined
          ? {}
          : { OR: [{ createdAt: { lt: new Date(createdAt) } }, { createdAt: new Date(createdAt), id: { lt: id } }] },
        q === undefined
          ? {}
          : {
              OR: [{ name: { contains: q, mode: 'insensitive' } }, { createdBy: { contains: q, mode: 'insensitive' } }],
            },
        role === undefined ? {} : { role: { in: [...role] } },
        state === undefined ? {} : inState(state, ctx.clock()),
      ],
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: input.limit + 1,
    select: tokenSelect,
  })
  return cutPage(rows, input.limit, toTokenView, (row) => [row.createdAt.toISOString(), row.id])
}

function inState(state: NonNullable<ListTokens['state']>, now: Date): Prisma.ApiTokenWhereInput {
  const live: Prisma.ApiTokenWhereInput = { revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] }
  switch (state) {
    case 'revoked':
      return { revokedAt: { not: null } }
    case 'expired':
      return { revokedAt: null, expiresAt: { lte: now } }
    case 'live':
      return live
    case 'unused': {
      const long = new Date(now.getTime() - UNUSED_MS)
      // One that was made just now has had no time to be used.
      return { AND: [live, { createdAt: { lt: long }, OR: [{ lastUsedAt: null }, { lastUsedAt: { lt: long } }] }] }
    }
  }
}
