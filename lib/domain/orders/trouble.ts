import type { OrderState } from '../order-state'

/** Why an order wants somebody's eyes, in words, the worst first; empty where it goes its way. The list's filter asks the same. */
export function troubleOf(
  order: { status: OrderState; degraded: readonly string[]; endsAt?: string | undefined },
  now: number,
): string[] {
  const lost = order.degraded.length
  return [
    ...(order.status === 'FAILED' ? ['jobs failed'] : []),
    ...(lost === 0 ? [] : [lost === 1 ? '1 server lost' : `${lost} servers lost`]),
    ...(order.status === 'ACTIVE' && order.endsAt !== undefined && Date.parse(order.endsAt) < now
      ? ['past its end']
      : []),
  ]
}
