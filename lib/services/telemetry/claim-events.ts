import { codeArray, intArray, textArray } from '../../db/array-literal'
import type { TxCtx } from '../../db/context'
import { Prisma } from '../../db/generated/client'
import { unseen } from '../../db/once-planned'
import { passedBy } from '../../db/passed-by'
import type { WeighedEvent } from './weigh-events'

export interface Claim {
  /** Events seen before, by index. */
  seen: Set<number>
  /** The ids under which those that have weight are stored: drawn with all others, so that ids grow in the order sent. */
  ids: Map<number, bigint>
  /**
   * Of events seen before, by index, the ticket that the first went to, if any. One that was stored while we waited for it is not
   * among them, nor one that came under another time or was dropped.
   */
  told: Map<number, string | undefined>
}

/** position: from 1. id: null of what was seen before, ticket: null of what was not. */
interface Claimed {
  position: number
  id: bigint | null
  ticket: string | null
}

/**
 * Stores the events that were not seen before, in one statement: an event is its own claim, as a derived hash holds its ts. Those
 * with weight are corrected by whoever judges them (see settle-events). Whoever sends the same at the same moment waits
 * here for the first to commit, and then sees a duplicate; in the order of the key, so that no two wait for each other. Planned
 * once a connection: the number of lines, which the planner does not look into either way, is what its joins go by.
 */
export async function claimEvents(tx: TxCtx, weighed: readonly WeighedEvent[]): Promise<Claim> {
  if (weighed.length === 0) return { seen: new Set(), ids: new Map(), told: new Map() }
  const events = weighed.map(({ event }) => event)
  const now = tx.clock()
  const named = events.some((event) => event.givenHash !== null)
  const heavy = weighed.flatMap((one, i) => (one.match === null ? [] : [i + 1]))
  const claim = ([hashes, payloads]: readonly [string, string]) => tx.db.$queryRaw<Claimed[]>`
    WITH n AS MATERIALIZED (
      SELECT u.*, nextval('telemetry_events_id_seq') AS id,
        substring((SELECT ${hashes}::bytea), (u.position * ${HASH_BYTES} - ${HASH_BYTES - 1})::int, ${HASH_BYTES}) AS hash
      FROM ROWS FROM (
        unnest(${unseen.as('int[]', intArray(events.map((event) => event.server.id)))},
               ${unseen.as('timestamptz[]', codeArray(events.map((event) => event.at)))},
               ${unseen.as('text[]', codeArray(events.map((event) => event.kind)))},
               ${unseen.as('text[]', codeArray(weighed.map(({ stored }) => stored.outcome)))},
               ${unseen.texts(weighed.map(({ stored }) => stored.reason))},
               ${unseen.as('text[]', named ? textArray(events.map((event) => event.givenHash)) : '{}')}),
        string_to_table(convert_from((SELECT ${payloads}::bytea), 'UTF8'), E'\n')
      ) WITH ORDINALITY AS u(server_id, ts, kind, outcome, reason, given_hash, payload, position)),
    ${named ? unseenNames(now) : UNSEEN},
    stored AS (
      INSERT INTO telemetry_events (id, server_id, ts, kind, payload, hash, given_hash, outcome, reason, received_at)
      SELECT id, server_id, ts, kind, payload::jsonb, hash, given_hash, outcome, reason, ${now}
      FROM unseen ORDER BY server_id, ts, hash
      ON CONFLICT (server_id, ts, hash) DO NOTHING RETURNING id)
    SELECT n.position::int AS position, s.id, CASE WHEN s.id IS NULL THEN (
        SELECT coalesce((SELECT number::text FROM tickets t WHERE t.id = e.ticket_id), '') FROM telemetry_events e
        WHERE e.server_id = n.server_id AND e.ts = n.ts AND e.hash = n.hash) END AS ticket
    FROM n LEFT JOIN stored s ON s.id = n.id
    WHERE s.id IS NULL OR n.position = ANY(${unseen.as('int[]', intArray(heavy))})`
  const rows = await passedBy([hashBytes(events), payloadLines(events)] as const, claim)
  const indexed = rows.flatMap(({ position, ...row }) => {
    const index = events[position - 1]?.index
    return index === undefined ? [] : [{ index, ...row }]
  })
  return {
    seen: new Set(indexed.flatMap(({ index, id }) => (id === null ? [index] : []))),
    ids: new Map(indexed.flatMap(({ index, id }) => (id === null ? [] : [[index, id] as const]))),
    told: new Map(
      indexed.flatMap(({ index, ticket }) => (ticket === null ? [] : [[index, ticket || undefined] as const])),
    ),
  }
}

/**
 * The payloads of events in UTF-8, a line each: canonical JSON has no line breaks. As text, Prisma would escape each of their
 * quotes and read them back; as one JSON array, PostgreSQL would build it whole and take it apart again.
 */
function payloadLines(events: readonly { payloadJson: string }[]): Buffer {
  return Buffer.from(events.map((event) => event.payloadJson).join('\n'))
}

const HASH_BYTES = 32

/** The hashes of events, one after the other: as an array of text they would be twice as long, and read digit by digit. */
function hashBytes(events: readonly { hash: string }[]): Buffer {
  return Buffer.from(events.map((event) => event.hash).join(''), 'hex')
}

/** The first `bytes` of n's hash in hex. */
const begins = (bytes: number) => Prisma.raw(`encode(substring(n.hash, 1, ${bytes}), 'hex')`)
const CLAIM = Prisma.sql`${begins(16)}::uuid`

/**
 * Its hash was given by a sender once, or its event was dropped: looked up by the key, whatever the planner makes of the table's
 * size. Where there are none at all, as in most installations, none is looked for a thousand times.
 */
const IS_NEW = Prisma.sql`(NOT (SELECT EXISTS (SELECT FROM telemetry_hashes))
      OR (SELECT true FROM telemetry_hashes h WHERE h.hash = ${CLAIM} AND h.server_id = n.server_id) IS NULL)`
const UNSEEN = Prisma.sql`unseen AS (SELECT n.* FROM n WHERE ${IS_NEW})`

/**
 * Where senders gave hashes: those are claimed by themselves, as they may come back under another ts; and one that is the hash
 * that we answered for an event (which begins with its minute) means that event.
 */
const unseenNames = (now: Date) => Prisma.sql`
    claimed AS (
      INSERT INTO telemetry_hashes (server_id, hash, seen_at)
      SELECT n.server_id, ${CLAIM} AS claim, ${now} FROM n WHERE n.given_hash IS NOT NULL ORDER BY claim, n.server_id
      ON CONFLICT DO NOTHING RETURNING server_id, hash),
    unseen AS (
      SELECT n.* FROM n WHERE n.given_hash IS NULL AND ${IS_NEW}
      UNION ALL
      SELECT n.* FROM n JOIN claimed c ON c.server_id = n.server_id AND c.hash = ${CLAIM}
      CROSS JOIN LATERAL (SELECT to_timestamp(60 * ('x' || ${begins(4)})::bit(32)::bigint) AS since) AS m
      WHERE n.given_hash IS NOT NULL AND NOT EXISTS (
        SELECT FROM telemetry_events e WHERE e.server_id = n.server_id AND e.ts >= m.since AND e.ts < m.since + interval '1 minute'
          AND e.hash = n.hash))`

/** Half of a SHA-256 tells events apart as well. */
export function claimKey(event: { serverId: number; hash: string }): string {
  return `${event.serverId} ${event.hash.slice(0, 32)}`
}
