import type { Ctx } from '../../db/context'
import { Prisma } from '../../db/generated/client'
import type { FirmwareCondition, Health } from '../../domain/state-words'

/** What elevations show of a server beside its state. */
export interface ServerCondition {
  health: Health
  /** The type of its most urgent ticket that is not ended. */
  trouble?: string
  firmware: FirmwareCondition
}

/** The most urgent live ticket of each server; few tickets are live, however many there were. */
export const LIVE_TICKETS = Prisma.sql`
  SELECT DISTINCT ON (server_id) server_id, type FROM tickets WHERE status IN ('OPEN', 'IN_PROGRESS')
  ORDER BY server_id, priority, id`

/**
 * The health of servers `s` with their live ticket `t`. NO_DATA: nothing is heard of it, as it has no BMC or does not answer
 * (an outage opens no tickets for it).
 */
export const HEALTH = Prisma.sql`CASE
  WHEN s.state = 'BROKEN' OR s.open_high_tickets > 0 THEN 'CRITICAL'
  WHEN s.state = 'REPAIRING' OR t.server_id IS NOT NULL THEN 'WARNING'
  WHEN s.bmc_driver IS NULL OR EXISTS (
    SELECT 1 FROM server_symptoms y WHERE y.server_id = s.id AND y.symptom = 'host' AND y.state = 'ASSERTED') THEN 'NO_DATA'
  ELSE 'OK' END`

/** The firmware of servers `s` against the targets of their model. */
export const FIRMWARE = Prisma.sql`CASE
  WHEN NOT s.firmware_at_target THEN 'BEHIND'
  WHEN EXISTS (SELECT 1 FROM firmware_targets f WHERE f.model_id = s.model_id) THEN 'AT_TARGET'
  ELSE 'NO_TARGET' END`

interface Row {
  id: number
  health: Health
  type: string | null
  firmware: FirmwareCondition
}

/** The condition of what stands in these racks, by the server's id, in one query. */
export const readConditions = async (ctx: Ctx, rackIds: readonly number[]): Promise<Map<number, ServerCondition>> => {
  const rows = await ctx.db.$queryRaw<Row[]>`
    SELECT s.id, ${HEALTH} AS health, t.type, ${FIRMWARE} AS firmware
    FROM servers s LEFT JOIN (${LIVE_TICKETS}) t ON t.server_id = s.id
    WHERE s.rack_id = ANY(${[...rackIds]}::int[])`
  return new Map(rows.map(({ id, type, ...row }) => [id, type === null ? row : { ...row, trouble: type }]))
}

/** The health of these servers, by id: none of those that were scrapped, of which nothing is heard any more. */
export const readHealth = async (ctx: Ctx, ids: readonly number[]): Promise<Map<number, Health>> => {
  const rows = await ctx.db.$queryRaw<{ id: number; health: Health }[]>`
    SELECT s.id, ${HEALTH} AS health FROM servers s LEFT JOIN LATERAL (
      SELECT server_id FROM tickets WHERE server_id = s.id AND status IN ('OPEN', 'IN_PROGRESS') LIMIT 1) t ON true
    WHERE s.id = ANY(${[...ids]}::int[]) AND s.state <> 'DECOMMISSIONED'`
  return new Map(rows.map(({ id, health }) => [id, health]))
}
