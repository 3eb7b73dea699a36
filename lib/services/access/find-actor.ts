import { createHash, timingSafeEqual } from 'node:crypto'
import type { Actor } from '../../db/context'
import type { Grant } from '../../domain/access/permissions'
import { ROLES } from '../../domain/access/permissions'
import { makeContext } from './make-context'

export function hashToken(token: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(token).digest())
}

/** The actor behind a bearer token; null for an unknown, expired or revoked one. `adminToken` is HAAS_ADMIN_TOKEN. */
export async function findTokenActor(token: string, adminToken: string | undefined): Promise<Actor | null> {
  const hash = hashToken(token)
  if (adminToken !== undefined && timingSafeEqual(hash, hashToken(adminToken))) {
    return {
      kind: 'token',
      key: 'token:environment',
      name: 'HAAS_ADMIN_TOKEN',
      grants: [{ role: 'ADMIN', datacenterId: null }],
    }
  }
  const { db, clock } = makeContext({ actor: null })
  const row = await db.apiToken.findUnique({ where: { tokenHash: hash } })
  const now = clock()
  if (row === null || row.revokedAt !== null || (row.expiresAt !== null && row.expiresAt <= now)) return null
  // Once a minute is enough to see whether a token is still in use.
  if (row.lastUsedAt === null || now.getTime() - row.lastUsedAt.getTime() > 60_000) {
    await db.apiToken.updateMany({ where: { id: row.id }, data: { lastUsedAt: now } })
  }
  return {
    kind: 'token',
    key: `token:${row.id}`,
    name: `token ${row.name}`,
    grants: [{ role: row.role, datacenterId: null }],
  }
}

/** The actor of a signed-in person, with the grants of this moment; null when gone or disabled. */
export async function findUserActor(userId: string): Promise<Actor | null> {
  const { db } = makeContext({ actor: null })
  const row = await db.user.findUnique({ where: { id: userId }, include: { grants: true } })
  if (row === null || row.disabledAt !== null) return null
  const grants: Grant[] = row.grants.map(({ role, datacenterId }) => ({ role, datacenterId }))
  return { kind: 'user', key: `user:${row.id}`, name: row.name, grants }
}

/** The actor that a trusted proxy names in X-User and X-Role; null when the role is none of ours. */
export function proxyActor(user: string, role: string): Actor | null {
  const known = ROLES.find((name) => name === role)
  return known === undefined
    ? null
    : { kind: 'proxy', key: `proxy:${user}`, name: user, grants: [{ role: known, datacenterId: null }] }
}
