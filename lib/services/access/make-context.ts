import type { Actor, Ctx } from '../../db/context'
import { processDb, processLog } from '../../db/process'

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
