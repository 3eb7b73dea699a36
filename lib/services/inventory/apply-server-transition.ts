import type { TxCtx } from '../../db/context'
import type { Prisma } from '../../db/generated/client'
import { illegalTransition, notFound } from '../../domain/errors'
import { type ServerState, serverMachine } from '../../domain/server-state'
import { recordAudit } from '../audit/record-audit'

export interface ServerTransition {
  serverId: number
  to: ServerState
  /** Use case, as in the audit log. */
  action: string
  /** States it may start from, where the use case allows fewer than the machine draws. */
  from?: readonly ServerState[]
  /** What changes with the state: place, order, flags. */
  data?: Omit<Prisma.ServerUncheckedUpdateManyInput, 'id' | 'state' | 'version'>
  reason?: string | undefined
  detail?: Prisma.InputJsonObject | undefined
}

/**
 * Moves one server along a drawn arrow: a conditional UPDATE whose row count decides, and its audit row, in the caller's
 * transaction. Returns the state it came from. Throws `illegal-transition` with the allowed states, or `not-found`.
 */
export async function applyServerTransition(tx: TxCtx, change: ServerTransition): Promise<ServerState> {
  const sources = serverMachine.sources(change.to).filter((state) => change.from?.includes(state) ?? true)
  const before = await tx.db.$queryRaw<{ barcode: string; state: ServerState; datacenter_id: number }[]>`
    SELECT barcode, state::text AS state, datacenter_id FROM servers WHERE id = ${change.serverId} FOR UPDATE`
  const server = before[0]
  if (server === undefined) throw notFound('server', change.serverId)
  const { count } = await tx.db.server.updateMany({
    where: { id: change.serverId, state: { in: [...sources] } },
    data: { ...change.data, state: change.to, version: { increment: 1 } },
  })
  if (count === 0)
    throw illegalTransition('server', server.barcode, server.state, change.to, serverMachine.allowed(server.state))
  await recordAudit(tx, {
    action: change.action,
    entity: 'server',
    key: server.barcode,
    from: server.state,
    to: change.to,
    reason: change.reason,
    datacenterId: server.datacenter_id,
    detail: change.detail,
  })
  return server.state
}
