import type { TokenView } from '../../contracts/access/user'
import type { Prisma } from '../../db/generated/client'

export const tokenSelect = {
  id: true,
  name: true,
  role: true,
  expiresAt: true,
  revokedAt: true,
  lastUsedAt: true,
  createdBy: true,
  createdAt: true,
  version: true,
} as const satisfies Prisma.ApiTokenSelect

type Row = Prisma.ApiTokenGetPayload<{ select: typeof tokenSelect }>

export function toTokenView(row: Row): TokenView {
  return {
    id: row.id,
    name: row.name,
    role: row.role,
    ...(row.expiresAt === null ? {} : { expiresAt: row.expiresAt.toISOString() }),
    revoked: row.revokedAt !== null,
    ...(row.lastUsedAt === null ? {} : { lastUsedAt: row.lastUsedAt.toISOString() }),
    createdBy: row.createdBy,
    createdAt: row.createdAt.toISOString(),
    version: row.version,
  }
}
