import { conflict, illegalTransition } from '../../domain/errors'
import { type OrderState, orderMachine } from '../../domain/order-state'
import { busyServers, type OrderEnd } from '../../domain/orders/order-ending'
import type { ServerState } from '../../domain/server-state'

/** Throws where an order cannot be ended this way now: `illegal-transition`, or `conflict` that names what is still provisioned. */
export function refuseEnding(
  order: { number: string; status: OrderState },
  servers: readonly { barcode: string; state: ServerState }[],
  end: OrderEnd,
): void {
  const to = end === 'cancel' ? 'CANCELLED' : 'RELEASING'
  if (!orderMachine.canGo(order.status, to)) {
    throw illegalTransition('order', order.number, order.status, to, orderMachine.allowed(order.status))
  }
  const busy = end === 'release' ? busyServers(servers).map(({ barcode }) => barcode) : []
  if (busy.length > 0) {
    throw conflict('conflict', `Still being provisioned: ${busy.join(', ')}. Cancel the job first.`, { servers: busy })
  }
}
