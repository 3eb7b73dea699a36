import type { PaletteLocks } from '@/components/shell/palette-intents'
import { ticketLocks } from '@/lib/auth/ticket-locks'
import type { Ctx } from '@/lib/services/access/make-context'
import { orderLocks } from './orders/order-locks'
import { serverLocks } from './servers/server-locks'

/** Why this person may not do each thing that the palette offers. */
export function paletteLocks(ctx: Ctx): PaletteLocks {
  return { me: ctx.actor.name, server: serverLocks(ctx), order: orderLocks(ctx), ticket: ticketLocks(ctx) }
}
