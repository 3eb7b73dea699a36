import 'server-only'
import type { z } from 'zod'
import { currentActor } from '../auth/page-context'
import type { Problem } from '../contracts/problem'
import { AppError } from '../domain/errors'
import { type Ctx, makeContext, toAppError } from '../services/access/make-context'
import { parseWith } from './parse'
import { toProblem } from './problem'

export type ActionResult<T> = { ok: true; data: T } | { ok: false; problem: Problem }

/**
 * A server action over one command: who is asking → parse → run; a refusal comes back as the same problem that the API
 * would answer. Next checks the origin of server actions itself.
 */
export function defineAction<S extends z.ZodType, T>(
  schema: S,
  command: (ctx: Ctx, input: z.output<S>) => Promise<T>,
): (input: z.input<S>) => Promise<ActionResult<T>> {
  return async (input) => {
    const ctx = makeContext({ actor: await currentActor() })
    try {
      if (ctx.actor.kind === 'anonymous')
        throw new AppError('unauthenticated', 'Your session has ended: sign in again.')
      return { ok: true, data: await command(ctx, parseWith(schema, input)) }
    } catch (error) {
      const known = toAppError(error)
      if (known === null) ctx.log.error({ err: error }, 'action failed')
      const refused =
        known ?? new AppError('internal', 'Something went wrong on our side. The request id names it in the log.')
      return { ok: false, problem: toProblem(refused, ctx.requestId) }
    }
  }
}
