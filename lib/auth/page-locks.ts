import 'server-only'
import { can, type Operation, refusal } from '../domain/access/permissions'
import type { Ctx } from '../services/access/make-context'

/** Why this person's button is locked, in words, or null where the operation is allowed somewhere. The command checks where. */
export function lockOf(ctx: Ctx, operation: Operation): string | null {
  return can(ctx.actor.grants, operation) ? null : refusal(operation)
}
