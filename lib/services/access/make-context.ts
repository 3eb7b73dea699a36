import { connectionBrokeSince } from '../../db/client'
import type { Actor, Ctx } from '../../db/context'
import { toAppError, unavailable } from '../../db/database-error'
import { processDb, processLog } from '../../db/process'
import type { AppError } from '../../domain/errors'

export type { Actor, Ctx, Log } from '../../db/context'
export { toAppError } from '../../db/database-error'

const ANONYMOUS: Actor = { kind: 'anonymous', key: 'anonymous', name: 'anonymous', grants: [] }

/** The seed, the sweep, the replay after an outage: the product itself, which may do everything. */
export const SYSTEM: Actor = {
  kind: 'system',
  key: 'system',
  name: 'system',
  grants: [{ role: 'ADMIN', datacenterId: null }],
}

/** A context over this process's database. */
export function makeContext(about: { actor: Actor | null; requestId?: string }): Ctx {
  const requestId = about.requestId ?? crypto.randomUUID()
  const actor = about.actor ?? ANONYMOUS
  const fields = { requestId, actor: actor.name }
  const log = processLog()
  return {
    actor,
    db: processDb(),
    clock: () => new Date(),
    log: {
      debug: (more, message) => log.debug({ ...fields, ...more }, message),
      info: (more, message) => log.info({ ...fields, ...more }, message),
      warn: (more, message) => log.warn({ ...fields, ...more }, message),
      error: (more, message) => log.error({ ...fields, ...more }, message),
    },
    requestId,
  }
}

/** What an error is to the caller; null: a fault of ours. `since` (performance.now): when the work began that it ended. */
export function refusalOf(ctx: Ctx, error: unknown, since: number): AppError | null {
  return toAppError(error) ?? (connectionBrokeSince(ctx.db, since) ? unavailable(error) : null)
}
