import type { Ctx } from '../../db/context'
import { KEPT_MS } from './idempotency'

const CHUNK = 5_000

/** Deletes keys whose answers need no longer be repeated, in chunks, so that no request waits for it. */
export async function forgetIdempotencyKeys(ctx: Ctx): Promise<number> {
  const before = new Date(ctx.clock().getTime() - KEPT_MS)
  let forgotten = 0
  for (let gone = CHUNK; gone === CHUNK; forgotten += gone) {
    gone = await ctx.db.$executeRaw`
      DELETE FROM idempotency_keys WHERE ctid IN (
        SELECT ctid FROM idempotency_keys WHERE created_at < ${before} LIMIT ${CHUNK} FOR UPDATE SKIP LOCKED)`
  }
  return forgotten
}
