import { type Ctx, inTransaction } from '../../db/context'
import { KEPT_DAYS } from './parse-events'

const DAY_MS = 86_400_000
const CHUNK = 10_000

/**
 * For the worker, now and then: makes the months that are coming, drops the months that are older than any event may be
 * (constant time each, whatever they held), and forgets hashes of that age, which is a day longer than an event of
 * theirs would be taken. Safe to repeat and to run beside itself. Whoever reads events for long is not waited for, as
 * whoever sends some would wait behind us: the next turn tries again.
 */
export async function keepTelemetryPartitions(ctx: Ctx): Promise<{ dropped: string[]; forgotten: number }> {
  const now = ctx.clock().getTime()
  const oldest = new Date(now - (KEPT_DAYS + 1) * DAY_MS)
  const dropped = await inTransaction(ctx, async (tx) => {
    await tx.db.$executeRaw`SET LOCAL lock_timeout = '3s'`
    await tx.db
      .$queryRaw`SELECT haas_ensure_telemetry_partitions(${oldest}::date, ${new Date(now + 62 * DAY_MS)}::date)`
    return tx.db.$queryRaw<{ name: string }[]>`SELECT haas_drop_telemetry_before(${oldest}::date) AS name`
  })
  let forgotten = 0
  for (let gone = CHUNK; gone === CHUNK; forgotten += gone) {
    gone = await ctx.db.$executeRaw`
      DELETE FROM telemetry_hashes h
      USING (SELECT ctid AS place FROM telemetry_hashes WHERE seen_at < ${oldest} LIMIT ${CHUNK}) AS old
      WHERE h.ctid = old.place AND h.seen_at < ${oldest}`
  }
  return { dropped: dropped.map((row) => row.name), forgotten }
}
