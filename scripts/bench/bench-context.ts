import type { Db } from '../../lib/db/client'
import type { Ctx } from '../../lib/db/context'
import { SYSTEM } from '../../lib/services/access/make-context'

/** A context that may do everything and logs nothing. */
export function benchContext(db: Db): Ctx {
  const silent = () => undefined
  return {
    actor: SYSTEM,
    db,
    clock: () => new Date(),
    log: { debug: silent, info: silent, warn: silent, error: silent },
    requestId: 'bench',
  }
}
