import { codeArray, intArray, textArray } from '../../db/array-literal'
import type { TxCtx } from '../../db/context'
import { jsonList } from './payload-list'
import type { WeighedEvent } from './weigh-events'

export interface Claim {
  /** Events seen before, by index. */
  seen: Set<number>
  /** The ids under which those that have weight are stored: drawn with all others, so that ids grow in the order sent. */
  ids: Map<number, bigint>
}

/**
 * Claims each (server, hash) for this transaction and stores the light events among those not seen before, in one
 * statement. Whoever sends the same at the same moment waits here for the first
 * to commit, and then sees a duplicate; in the order of the key, so that no two wait for each other.
 */
export async function claimEvents(tx: TxCtx, weighed: readonly WeighedEvent[]): Promise<Claim> {
  if (weighed.length === 0) return { seen: new Set(), ids: new Map() }
  const events = weighed.map(({ event }) => event)
  const now = tx.clock()
  const rows = await tx.db.$queryRaw<{ index: number; id: bigint | null }[]>`
    WITH n AS MATERIALIZED (
      SELECT u.index, u.server_id, u.ts, u.kind, u.hash, left(u.hash, 32)::uuid AS claim, u.given_hash, u.outcome, u.reason, u.payload
      FROM ROWS FROM (
        unnest(${intArray(events.map((event) => event.index))}::int[], ${intArray(events.map((event) => event.server.id))}::int[],
               ${codeArray(events.map((event) => event.at))}::timestamptz[], ${codeArray(events.map((event) => event.kind))}::text[],
               ${codeArray(events.map((event) => event.hash))}::text[], ${textArray(events.map((event) => event.givenHash))}::text[],
               ${textArray(weighed.map(({ light }) => light?.outcome ?? null))}::text[], ${textArray(weighed.map(({ light }) => light?.reason ?? null))}::text[]),
        jsonb_array_elements(convert_from(${jsonList(events)}, 'UTF8')::jsonb)
      ) AS u(index, server_id, ts, kind, hash, given_hash, outcome, reason, payload)),
    claimed AS (
      INSERT INTO telemetry_hashes (server_id, hash, seen_at)
      SELECT server_id, claim, ${now} FROM n ORDER BY claim, server_id
      ON CONFLICT DO NOTHING
      RETURNING server_id, hash),
    fresh AS MATERIALIZED (
      SELECT f.*, nextval('telemetry_events_id_seq') AS id
      FROM (SELECT n.* FROM n JOIN claimed c ON c.server_id = n.server_id AND c.hash = n.claim ORDER BY n.index) AS f),
    stored AS (
      INSERT INTO telemetry_events (id, server_id, ts, kind, payload, hash, given_hash, outcome, reason, received_at)
      SELECT id, server_id, ts, kind, payload, decode(hash, 'hex'), given_hash, outcome, reason, ${now}
      FROM fresh WHERE outcome IS NOT NULL ORDER BY index)
    SELECT n.index, f.id FROM n LEFT JOIN fresh f ON f.index = n.index WHERE f.outcome IS NULL`
  return {
    seen: new Set(rows.flatMap(({ index, id }) => (id === null ? [index] : []))),
    ids: new Map(rows.flatMap(({ index, id }) => (id === null ? [] : [[index, id] as const]))),
  }
}

/** Half of a SHA-256 tells events apart as well, and makes the largest index a third smaller. */
export function claimKey(event: { serverId: number; hash: string }): string {
  return `${event.serverId} ${event.hash.slice(0, 32)}`
}
