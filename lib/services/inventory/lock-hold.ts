import type { TxCtx } from '../../db/context'
import { checkVersion } from '../../db/versions'
import type { Operation } from '../../domain/access/permissions'
import { conflict, notFound } from '../../domain/errors'
import { isHeld } from '../../domain/planning/eligibility'
import { authorize } from '../access/authorize'
import { type HoldRow, holdSelect } from './hold-view'

/** A hold that still holds, its server's row locked. 404 when there is none, 409 when it has ended. */
export const lockHold = async (
  tx: TxCtx,
  input: { id: string; ifMatch?: readonly number[] | '*' | undefined },
  operation: Operation,
): Promise<HoldRow> => {
  await tx.db.$queryRaw`
    SELECT 1 FROM servers WHERE id = (SELECT server_id FROM holds WHERE id = ${input.id}::uuid) FOR UPDATE`
  const hold = await tx.db.hold.findUnique({ where: { id: input.id }, select: holdSelect })
  if (hold === null) throw notFound('hold', input.id)
  authorize(tx, operation, hold.server.datacenterId)
  checkVersion('hold', hold.id, hold.version, input.ifMatch)
  if (hold.endedAt !== null || !isHeld(hold, tx.clock())) {
    throw conflict('conflict', `This hold on ${hold.server.barcode} has ended.`)
  }
  return hold
}
