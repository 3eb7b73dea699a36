import type { TxCtx } from '../../db/context'
import { lockServers } from '../../db/locks'
import { AppError, illegalTransition } from '../../domain/errors'
import { stateWhenFree } from '../../domain/orders/order-ending'
import { type ServerState, serverMachine } from '../../domain/server-state'
import { recordAudits } from '../audit/record-audit'

interface Held {
  id: number
  barcode: string
  state: ServerState
  rackId: number | null
  to: 'RACKED' | 'IN_WAREHOUSE'
  datacenterId: number
  order: string | null
}

/**
 * Gives promised servers back where they stand: RACKED or IN_WAREHOUSE, without an order. Their allocations end as
 * RETURNED, or as RELEASED when the server was in service. The caller holds the order row; servers are locked here, in id
 * order. Throws `illegal-transition` for one that is being provisioned, or was never promised.
 */
export async function giveBackServers(
  tx: TxCtx,
  input: { serverIds: readonly number[]; action: string; reason?: string | undefined },
): Promise<void> {
  if (input.serverIds.length === 0) return
  await lockServers(tx, input.serverIds)
  const rows = await tx.db.$queryRaw<Omit<Held, 'to'>[]>`
    SELECT s.id, s.barcode::text AS barcode, s.state::text AS state, s.datacenter_id AS "datacenterId",
      s.rack_id AS "rackId", o.number::text AS "order"
    FROM servers s LEFT JOIN orders o ON o.id = s.order_id
    WHERE s.id = ANY(${[...input.serverIds]}::int[]) ORDER BY s.id`
  const held = rows.map((server): Held => ({ ...server, to: stateWhenFree(server) }))
  for (const { barcode, state, to } of held) {
    const given = (state === 'ALLOCATED' || state === 'IN_SERVICE') && serverMachine.canGo(state, to)
    if (!given) throw illegalTransition('server', barcode, state, to, serverMachine.allowed(state))
  }
  for (const to of ['RACKED', 'IN_WAREHOUSE'] as const) {
    const ids = held.filter((server) => server.to === to).map(({ id }) => id)
    if (ids.length === 0) continue
    const { count } = await tx.db.server.updateMany({
      where: { id: { in: ids }, state: { in: ['ALLOCATED', 'IN_SERVICE'] } },
      data: { state: to, orderId: null, version: { increment: 1 } },
    })
    if (count !== ids.length) throw new AppError('conflict', 'A server changed while it was given back.')
  }
  for (const [state, status] of [
    ['ALLOCATED', 'RETURNED'],
    ['IN_SERVICE', 'RELEASED'],
  ] as const) {
    const ids = held.filter((server) => server.state === state).map(({ id }) => id)
    if (ids.length === 0) continue
    await tx.db.allocation.updateMany({
      where: { serverId: { in: ids }, status: 'ACTIVE' },
      data: { status, endedAt: tx.clock() },
    })
  }
  await recordAudits(
    tx,
    held.map(({ barcode, state, to, datacenterId, order }) => ({
      action: input.action,
      entity: 'server',
      key: barcode,
      from: state,
      to,
      reason: input.reason,
      datacenterId,
      ...(order === null ? {} : { detail: { order } }),
    })),
  )
}
