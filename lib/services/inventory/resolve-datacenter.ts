import type { TxCtx } from '../../db/context'
import { unknownReference } from '../../domain/errors'

/** The datacenter that a body's field names; 422 `unknown-reference` at that field when there is none. */
export async function resolveDatacenter(
  tx: TxCtx,
  code: string,
  path = 'datacenter',
): Promise<{ id: number; code: string }> {
  const row = await tx.db.datacenter.findUnique({ where: { code }, select: { id: true, code: true } })
  if (row === null) throw unknownReference(path, 'datacenter', code)
  return row
}
