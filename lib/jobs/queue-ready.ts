import type { Ctx } from '../db/context'
import { QUEUE_NAMES } from './queues'

/** For /readyz: every queue that we send to exists. Throws when the database or the queue's schema is away. */
export async function queueReady(ctx: Ctx): Promise<boolean> {
  const rows = await ctx.db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM pgboss.queue WHERE name = ANY(${[...QUEUE_NAMES]}::text[])`
  return rows[0]?.count === QUEUE_NAMES.length
}
