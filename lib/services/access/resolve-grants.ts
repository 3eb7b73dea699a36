import type { TxCtx } from '../../db/context'
import type { Grant, Role } from '../../domain/access/permissions'
import { unknownReference } from '../../domain/errors'

/** Grants as they are asked for, with internal ids and each once. Throws `unknown-reference` for a datacenter that is not. */
export async function resolveGrants(
  tx: TxCtx,
  grants: readonly { role: Role; datacenter?: string | undefined }[],
): Promise<Grant[]> {
  const codes = grants.flatMap(({ datacenter }) => datacenter ?? [])
  const rows = await tx.db.datacenter.findMany({ where: { code: { in: codes } }, select: { id: true, code: true } })
  const ids = new Map(rows.map((row) => [row.code.toLowerCase(), row.id]))
  const resolved = grants.map(({ role, datacenter }, index): Grant => {
    if (datacenter === undefined) return { role, datacenterId: null }
    const datacenterId = ids.get(datacenter.toLowerCase())
    if (datacenterId === undefined) throw unknownReference(`grants.${index}.datacenter`, 'datacenter', datacenter)
    return { role, datacenterId }
  })
  return [...new Map(resolved.map((grant) => [`${grant.role}:${grant.datacenterId}`, grant])).values()]
}
