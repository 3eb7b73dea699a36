import 'server-only'
import type { Ctx } from '../services/access/make-context'
import { lockOf } from './page-locks'

/** Why this person can't open, edit, photograph, move and settle tickets; null where they can. */
export function ticketLocks(ctx: Ctx) {
  return {
    open: lockOf(ctx, 'tickets.open-ticket'),
    edit: lockOf(ctx, 'tickets.edit-ticket'),
    photo: lockOf(ctx, 'tickets.add-photo'),
    move: lockOf(ctx, 'tickets.move-ticket'),
    settle: lockOf(ctx, 'tickets.resolve-component'),
  }
}
