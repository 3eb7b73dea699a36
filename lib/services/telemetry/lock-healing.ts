import type { TxCtx } from '../../db/context'
import { foldCode } from '../../domain/code'
import { assertedBy, clearedBy, SYMPTOMS } from '../../domain/telemetry/symptoms'

/** So many that a batch of a thousand good words holds no more locks than this, and few that say otherwise wait for it. */
const BUCKETS = 64

/**
 * Keeps apart, until the transaction ends, events that assert what heals by itself and good words on the same: a good word on a
 * server of which nothing is wrong is taken in without locking the server, and whoever asserts then has to see it, or be seen
 * by it. Good words share a bucket of servers, an assertion has it alone. Taken first of all, in the order of the buckets;
 * one statement, and none where a batch holds neither.
 */
export async function lockHealing(tx: TxCtx, events: readonly { barcode: string; kind: string }[]): Promise<void> {
  const alone = new Map<number, boolean>()
  for (const { barcode, kind } of events) {
    const asserted = heals(assertedBy(kind))
    if (!asserted && !heals(clearedBy(kind))) continue
    const bucket = bucketOf(foldCode(barcode))
    alone.set(bucket, asserted || alone.get(bucket) === true)
  }
  if (alone.size === 0) return
  const buckets = [...alone].sort(([a], [b]) => a - b)
  await tx.db.$executeRaw`
    SELECT CASE WHEN n.alone THEN pg_advisory_xact_lock(hashtext('haas_healing'), n.bucket)
                ELSE pg_advisory_xact_lock_shared(hashtext('haas_healing'), n.bucket) END
    FROM unnest(${buckets.map(([bucket]) => bucket)}::int[], ${buckets.map(([, one]) => one)}::boolean[])
         WITH ORDINALITY AS n(bucket, alone, position) ORDER BY n.position`
}

const heals = (symptom: ReturnType<typeof assertedBy>): boolean => symptom !== null && SYMPTOMS[symptom].heals

function bucketOf(code: string): number {
  let sum = 0
  for (let i = 0; i < code.length; i++) sum = (sum * 31 + code.charCodeAt(i)) % 65_521
  return sum % BUCKETS
}
