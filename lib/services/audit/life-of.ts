import { Prisma } from '../../db/generated/client'

/** Things whose lives can be asked for, and how many others may belong to one: the latest. */
const MOST = 2_000

type Kind = 'server' | 'order' | 'ticket'

const LIVES: Record<Kind, (key: string) => Prisma.Sql> = {
  // Its repairs, jobs and holds.
  server: (key) => Prisma.sql`
    SELECT 'ticket' AS entity, t.number::text AS key, NULL::timestamptz AS since, NULL::timestamptz AS until
      FROM tickets t JOIN servers s ON s.id = t.server_id WHERE s.barcode = ${key}::citext
    UNION ALL SELECT 'provision-job', j.id::text, NULL, NULL
      FROM provision_jobs j JOIN servers s ON s.id = j.server_id WHERE s.barcode = ${key}::citext
    UNION ALL SELECT 'hold', h.id::text, NULL, NULL
      FROM holds h JOIN servers s ON s.id = h.server_id WHERE s.barcode = ${key}::citext`,
  // Its plans and jobs, and its servers for as long as it held them.
  order: (key) => Prisma.sql`
    SELECT 'plan' AS entity, p.id::text AS key, NULL::timestamptz AS since, NULL::timestamptz AS until
      FROM allocation_plans p JOIN orders o ON o.id = p.order_id WHERE o.number = ${key}::citext
    UNION ALL SELECT 'provision-job', j.id::text, NULL, NULL
      FROM provision_jobs j JOIN orders o ON o.id = j.order_id WHERE o.number = ${key}::citext
    UNION ALL SELECT 'server', s.barcode::text, a.created_at, a.ended_at
      FROM allocations a JOIN orders o ON o.id = a.order_id JOIN servers s ON s.id = a.server_id
      WHERE o.number = ${key}::citext`,
  // Its server while it was open.
  ticket: (key) => Prisma.sql`
    SELECT 'server' AS entity, s.barcode::text AS key, t.created_at AS since, t.ended_at AS until
      FROM tickets t JOIN servers s ON s.id = t.server_id WHERE t.number = ${key}::citext`,
}

/**
 * Ids of the entries about one thing and what belongs to it, newest first: of each of these the newest under `where` (on
 * `audit_log a`) by its own index, so that it costs as much as there are things, not entries.
 */
export function lifeOf(of: string, where: readonly Prisma.Sql[], limit: number): Prisma.Sql {
  const [kind, key] = [of.slice(0, of.indexOf(':')), of.slice(of.indexOf(':') + 1)]
  return Prisma.sql`
    WITH things AS MATERIALIZED (
      SELECT ${kind}::text AS entity, ${key}::text AS key, NULL::timestamptz AS since, NULL::timestamptz AS until
      UNION ALL (SELECT entity, key, since, until FROM (${LIVES[kind as Kind](key)}) AS belongs LIMIT ${MOST})
    )
    SELECT DISTINCT found.id FROM things, LATERAL (
      SELECT a.id FROM audit_log a
      WHERE a.entity = things.entity AND a.key = things.key::citext AND ${Prisma.join([...where], ' AND ')}
        AND (things.since IS NULL OR a.at >= things.since) AND (things.until IS NULL OR a.at <= things.until)
      ORDER BY a.id DESC LIMIT ${limit}
    ) AS found ORDER BY found.id DESC LIMIT ${limit}`
}
