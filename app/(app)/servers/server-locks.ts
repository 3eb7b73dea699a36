import type { ServerLocks } from '@/components/servers/server-facts'
import { lockOf } from '@/lib/auth/page-locks'
import type { Ctx } from '@/lib/services/access/make-context'

/** Why this person may not do each thing that can be done with a server. */
export function serverLocks(ctx: Ctx): ServerLocks {
  return {
    scan: lockOf(ctx, 'inventory.scan-server'),
    repair: lockOf(ctx, 'inventory.transition-server'),
    beyondRepair: lockOf(ctx, 'inventory.transition-beyond-repair'),
    placeHold: lockOf(ctx, 'inventory.place-hold'),
    endHold: lockOf(ctx, 'inventory.end-hold'),
    power: lockOf(ctx, 'inventory.power-server'),
    openTicket: lockOf(ctx, 'tickets.open-ticket'),
    edit: lockOf(ctx, 'inventory.edit-server'),
  }
}
