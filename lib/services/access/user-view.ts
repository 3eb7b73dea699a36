import type { UserView } from '../../contracts/access/user'
import type { Prisma } from '../../db/generated/client'

export const userSelect = {
  id: true,
  email: true,
  name: true,
  disabledAt: true,
  createdAt: true,
  updatedAt: true,
  version: true,
  grants: { select: { role: true, datacenter: { select: { code: true } } }, orderBy: { id: 'asc' } },
} as const satisfies Prisma.UserSelect

type Row = Prisma.UserGetPayload<{ select: typeof userSelect }>

export function toUserView(row: Row): UserView {
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    grants: row.grants.map(({ role, datacenter }) =>
      datacenter === null ? { role } : { role, datacenter: datacenter.code },
    ),
    disabled: row.disabledAt !== null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    version: row.version,
  }
}

/** "ADMIN, TECH in FRA1": how grants stand in the audit log. */
export function grantWords(row: Row): string[] {
  return row.grants.map(({ role, datacenter }) => (datacenter === null ? role : `${role} in ${datacenter.code}`))
}
