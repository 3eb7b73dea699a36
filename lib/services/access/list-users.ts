import type { UserView } from '../../contracts/access/user'
import type { Page } from '../../contracts/paging'
import type { Ctx } from '../../db/context'
import { cutPage, decodeCursor } from '../../db/cursor'
import type { Role } from '../../domain/access/permissions'
import { authorize } from './authorize'
import { toUserView, userSelect } from './user-view'

/** Users by e-mail. */
export async function listUsers(
  ctx: Ctx,
  input: {
    limit: number
    cursor?: string | undefined
    q?: string | undefined
    role?: readonly Role[] | undefined
    /** Who has a role there, or everywhere. */
    datacenter?: string | undefined
    disabled?: 'true' | 'false' | undefined
  },
): Promise<Page<UserView>> {
  authorize(ctx, 'access.read', null)
  const after = input.cursor === undefined ? undefined : decodeCursor(input.cursor, ['string'])[0]
  const { role, datacenter, disabled } = input
  const grant = {
    ...(role === undefined ? {} : { role: { in: [...role] } }),
    ...(datacenter === undefined ? {} : { OR: [{ datacenterId: null }, { datacenter: { code: datacenter } }] }),
  }
  const rows = await ctx.db.user.findMany({
    where: {
      ...(after === undefined ? {} : { email: { gt: after } }),
      ...(role === undefined && datacenter === undefined ? {} : { grants: { some: grant } }),
      ...(disabled === undefined ? {} : { disabledAt: disabled === 'true' ? { not: null } : null }),
      ...(input.q === undefined
        ? {}
        : { OR: [{ email: { contains: input.q } }, { name: { contains: input.q, mode: 'insensitive' } }] }),
    },
    orderBy: { email: 'asc' },
    take: input.limit + 1,
    select: userSelect,
  })
  return cutPage(rows, input.limit, toUserView, (row) => [row.email])
}
