import type { Ctx } from '../../db/context'
import { Prisma } from '../../db/generated/client'
import { OTHERS } from '../../domain/others'
import { visible } from '../access/authorize'
import { rackPageSql } from './list-racks'
import { HEALTH, LIVE_TICKETS } from './server-condition'

/** Which racks are meant: without a row, those of whole datacenters. */
export interface RackScope {
  datacenter?: readonly string[] | undefined
  row?: readonly string[] | undefined
}

/** Racks of which is said rack by rack what is not well. */
const RACKS_A_PAGE = 1_000
/** Orders that are counted each by itself where there is no limit to how many there are: the largest. */
const LARGEST = 20

/** The states in which a server can stand in a rack, as the index of those that stand in none has them. */
const STATES = Prisma.raw(`('RACKED', 'ALLOCATED', 'PROVISIONING', 'IN_SERVICE', 'BROKEN', 'REPAIRING')`)
const PROMISED = Prisma.raw(`('ALLOCATED', 'PROVISIONING', 'IN_SERVICE')`)

/**
 * state, model_id and firmware_at_target of the servers in these racks, with `n` servers a row. Of whole datacenters the
 * tally has them: of its servers in these states the few that stand in no rack are taken away again.
 */
export function rackedServers(ctx: Ctx, scope: RackScope): Prisma.Sql {
  if (scope.row !== undefined)
    return Prisma.sql`SELECT v.state, v.model_id, v.firmware_at_target, 1 AS n FROM servers v WHERE ${inRacks(ctx, scope)}`
  return Prisma.sql`
    SELECT t.state, t.model_id, t.firmware_at_target, t.delta AS n FROM server_tally t
    WHERE t.state IN ${STATES} AND t.datacenter_id = ANY(ARRAY(${datacenters(ctx, scope)}))
    UNION ALL SELECT v.state, v.model_id, v.firmware_at_target, -1 FROM servers v
    WHERE v.rack_id IS NULL AND v.state IN ${STATES} AND v.datacenter_id = ANY(ARRAY(${datacenters(ctx, scope)}))`
}

/** id, rack_id and health: all servers of a row, and of whole datacenters those that are in trouble. */
export function troubledServers(ctx: Ctx, scope: RackScope): Prisma.Sql {
  if (scope.row === undefined) return troubledOfAll(ctx, scope)
  return Prisma.sql`SELECT s.id, s.rack_id, ${HEALTH} AS health FROM servers s LEFT JOIN (${LIVE_TICKETS}) t ON t.server_id = s.id
    WHERE s.id IN (SELECT v.id FROM servers v WHERE ${inRacks(ctx, scope)})`
}

/**
 * What HEALTH says of them, the worst of what is wrong with each. Each trouble is found by its index together with where its
 * servers stand: to gather ids first and look each up again reads four times as much. A ticket of high priority is among
 * those that a server counts.
 */
function troubledOfAll(ctx: Ctx, scope: RackScope): Prisma.Sql {
  const racked = Prisma.sql`s.rack_id IS NOT NULL AND s.datacenter_id = ANY(ARRAY(${datacenters(ctx, scope)}))`
  return Prisma.sql`
    SELECT id, rack_id, (ARRAY['NO_DATA', 'WARNING', 'CRITICAL'])[max(worst)] AS health FROM (
      SELECT s.id, s.rack_id, 3 AS worst FROM servers s WHERE s.state = 'BROKEN' AND ${racked}
      UNION ALL SELECT s.id, s.rack_id, 3 FROM servers s WHERE s.open_high_tickets > 0 AND ${racked}
      UNION ALL SELECT s.id, s.rack_id, 2 FROM servers s WHERE s.state = 'REPAIRING' AND ${racked}
      UNION ALL SELECT s.id, s.rack_id, 2 FROM tickets t JOIN servers s ON s.id = t.server_id
        WHERE t.status IN ('OPEN', 'IN_PROGRESS') AND t.priority <> 'HIGH' AND ${racked}
      UNION ALL SELECT s.id, s.rack_id, 1 FROM servers s WHERE s.bmc_driver IS NULL AND ${racked}
      UNION ALL SELECT s.id, s.rack_id, 1 FROM server_symptoms y JOIN servers s ON s.id = y.server_id
        WHERE y.symptom = 'host' AND y.state = 'ASSERTED' AND ${racked}
    ) troubles GROUP BY id, rack_id`
}

/** The racks (id and rack, its code) of which each is spoken of. */
export const rackPage = (ctx: Ctx, input: RackScope & { cursor?: string | undefined }): Prisma.Sql =>
  rackPageSql(ctx, { ...input, limit: RACKS_A_PAGE })

/**
 * The servers in racks by the order that they are promised to. Of whole datacenters the largest orders are named, and the
 * others stand together under a key that is no order's.
 */
export function ordersInRacks(ctx: Ctx, scope: RackScope): Prisma.Sql {
  const name = Prisma.sql`o.number || ' ' || o.customer`
  if (scope.row !== undefined)
    return Prisma.sql`
      SELECT NULL::text AS rack, coalesce(o.number::text, '') AS key, ${name} AS label, count(*)::int AS servers
      FROM servers v LEFT JOIN orders o ON o.id = v.order_id WHERE ${inRacks(ctx, scope)} GROUP BY 2, 3`
  return Prisma.sql`
    WITH racked AS MATERIALIZED (
      SELECT coalesce(sum(n) FILTER (WHERE state IN ${PROMISED}), 0)::int AS promised,
        coalesce(sum(n) FILTER (WHERE state NOT IN ${PROMISED}), 0)::int AS free
      FROM (${rackedServers(ctx, scope)}) s
    ), largest AS MATERIALIZED (
      SELECT o.id, o.number, o.customer FROM orders o
      WHERE o.servers_given IS NOT NULL AND o.status IN ('ALLOCATED', 'PROVISIONING', 'ACTIVE', 'FAILED', 'RELEASING')
        AND o.datacenter_id = ANY(ARRAY(${datacenters(ctx, scope)}))
      ORDER BY o.servers_given DESC, o.id LIMIT ${LARGEST}
    ), named AS MATERIALIZED (
      SELECT o.number::text AS key, ${name} AS label, (
        SELECT count(*)::int FROM servers v WHERE v.order_id = o.id AND v.rack_id IS NOT NULL) AS servers
      FROM largest o)
    SELECT NULL::text AS rack, key, label, servers FROM named WHERE servers > 0
    UNION ALL SELECT NULL, '', NULL, free FROM racked WHERE free > 0
    UNION ALL SELECT NULL, ${OTHERS}, 'Other orders', n
    FROM (SELECT promised - (SELECT coalesce(sum(servers), 0)::int FROM named) AS n FROM racked) others WHERE n > 0`
}

/** On `servers v`. */
function inRacks(ctx: Ctx, scope: RackScope): Prisma.Sql {
  return Prisma.sql`v.rack_id IN (SELECT r.id FROM racks r
    WHERE r."row"::citext = ANY(${[...(scope.row ?? [])]}::citext[]) AND r.datacenter_id IN (${datacenters(ctx, scope)}))`
}

function datacenters(ctx: Ctx, { datacenter }: RackScope): Prisma.Sql {
  const ids = visible(ctx, 'inventory.read')
  return Prisma.sql`SELECT d.id FROM datacenters d
    WHERE ${ids === undefined ? Prisma.sql`true` : Prisma.sql`d.id = ANY(${ids.in}::int[])`}
      AND ${datacenter === undefined ? Prisma.sql`true` : Prisma.sql`d.code = ANY(${[...datacenter]}::citext[])`}`
}
