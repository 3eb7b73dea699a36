import type { OrderLocks } from '@/components/orders/order-buttons'
import { lockOf } from '@/lib/auth/page-locks'
import type { Ctx } from '@/lib/services/access/make-context'

/** Why this person may not do each thing that can be done with an order. */
export function orderLocks(ctx: Ctx): OrderLocks {
  return {
    again: lockOf(ctx, 'planning.create-order'),
    plan: lockOf(ctx, 'planning.plan-order'),
    'drop-plan': lockOf(ctx, 'planning.drop-plan'),
    allocate: lockOf(ctx, 'allocation.allocate-order'),
    provision: lockOf(ctx, 'provisioning.provision-order'),
    retry: lockOf(ctx, 'provisioning.provision-order'),
    cancel: lockOf(ctx, 'provisioning.cancel-order'),
    release: lockOf(ctx, 'provisioning.release-order'),
    replace: lockOf(ctx, 'allocation.replace-server'),
  }
}
