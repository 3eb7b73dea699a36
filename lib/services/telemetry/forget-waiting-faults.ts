import type { TxCtx } from '../../db/context'
import type { TicketType } from '../../domain/ticket-state'

/** Forgets faults that wait, of which a later event says that they are over. */
export async function forgetWaitingFaults(
  tx: TxCtx,
  over: readonly { serverId: number; type: TicketType; component: string; at: Date }[],
): Promise<void> {
  if (over.length === 0) return
  await tx.db.$executeRaw`
    DELETE FROM waiting_faults w
    USING unnest(${over.map((one) => one.serverId)}::int[], ${over.map((one) => one.type)}::text[],
                 ${over.map((one) => one.component)}::text[], ${over.map((one) => one.at.toISOString())}::timestamptz[])
          AS n(server_id, type, component, at)
    WHERE w.server_id = n.server_id AND w.ticket_type = n.type AND w.component = n.component AND w.event_ts <= n.at`
}
