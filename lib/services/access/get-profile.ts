import type { Ctx } from '../../db/context'
import type { Role } from '../../domain/access/permissions'

export interface Profile {
  name: string
  /** Null for a token or a proxy's user: they have no account here. */
  email: string | null
  /** Without a datacenter it is granted for all. */
  grants: { role: Role; datacenter?: string }[]
}

/** Who is asking, with the roles of this moment, in codes. */
export async function getProfile(ctx: Ctx): Promise<Profile> {
  const { actor } = ctx
  const ids = actor.grants.flatMap((grant) => (grant.datacenterId === null ? [] : [grant.datacenterId]))
  const userId = actor.kind === 'user' ? actor.key.slice('user:'.length) : null
  const [user, datacenters] = await Promise.all([
    userId === null ? null : ctx.db.user.findUnique({ where: { id: userId }, select: { email: true } }),
    ids.length === 0
      ? []
      : ctx.db.datacenter.findMany({ where: { id: { in: ids } }, select: { id: true, code: true } }),
  ])
  const codeOf = new Map(datacenters.map(({ id, code }) => [id, code]))
  return {
    name: actor.name,
    email: user?.email ?? null,
    grants: actor.grants.map(({ role, datacenterId }) => {
      const datacenter = datacenterId === null ? undefined : codeOf.get(datacenterId)
      return datacenter === undefined ? { role } : { role, datacenter }
    }),
  }
}
