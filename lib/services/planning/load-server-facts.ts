import { Prisma } from '../../db/generated/client'
import { unseen } from '../../db/once-planned'
import type { EligibilityFacts } from '../../domain/planning/eligibility'
import type { ServerState } from '../../domain/server-state'

/** What planning and allocation know of a server: one select for both, so that both ask the predicate the same. */
export interface ServerFacts {
  id: number
  barcode: string
  state: ServerState
  datacenterId: number
  /** The order that holds it, by number. */
  order: string | null
  rack: string | null
  walkKey: string | null
  u: number | null
  openHighTickets: number
  needsWipe: boolean
  holdReason: string | null
  holdUntil: Date | null
  model: string | null
  cpuCores: number | null
  ramGb: number | null
  nvmeGb: number | null
  costCents: number | null
  powerW: number | null
  firmwareAtTarget: boolean
  /** Of its row: another one whenever the row was changed, by whomever. */
  seen: string
}

type Reader = { db: Prisma.TransactionClient }

/** The facts as columns, and what they are read from beside `servers s`. */
export const SERVER_FACTS = {
  columns: Prisma.sql`s.id, s.barcode::text AS barcode, s.state::text AS state, s.datacenter_id AS "datacenterId",
    o.number::text AS "order", r.code::text AS rack, r.walk_key AS "walkKey", s.u,
    s.open_high_tickets AS "openHighTickets", s.needs_wipe AS "needsWipe",
    h.reason AS "holdReason", s.hold_until AS "holdUntil",
    m.slug::text AS model, m.cpu_cores AS "cpuCores", m.ram_gb AS "ramGb", m.nvme_gb AS "nvmeGb",
    m.cost_cents AS "costCents", m.max_power_w AS "powerW",
    s.firmware_at_target AS "firmwareAtTarget", s.xmin::text AS seen`,
  joins: Prisma.sql`LEFT JOIN server_models m ON m.id = s.model_id
    LEFT JOIN racks r ON r.id = s.rack_id
    LEFT JOIN holds h ON h.id = s.hold_id
    LEFT JOIN orders o ON o.id = s.order_id`,
}

/**
 * The facts of some servers, in id order. `ids` is a list, or a query that gives a column `id`. Where servers were locked,
 * this must be a statement after the lock: one that waits itself would see the orders and holds of before.
 */
export async function loadServerFacts(ctx: Reader, ids: readonly number[] | Prisma.Sql): Promise<ServerFacts[]> {
  const wanted = 'sql' in ids ? Prisma.sql`(${ids})` : Prisma.sql`(SELECT unnest(${unseen.ints(ids)}) AS id)`
  return ctx.db.$queryRaw<ServerFacts[]>`
    SELECT ${SERVER_FACTS.columns}
    FROM ${wanted} AS wanted JOIN servers s ON s.id = wanted.id ${SERVER_FACTS.joins}
    ORDER BY s.id`
}

/** As the predicate of lib/domain/planning/eligibility.ts wants them. */
export function eligibilityOf(facts: ServerFacts): EligibilityFacts {
  return {
    state: facts.state,
    model: facts.model === null ? null : { cpuCores: facts.cpuCores, ramGb: facts.ramGb, nvmeGb: facts.nvmeGb },
    openHighTickets: facts.openHighTickets,
    hold: facts.holdReason === null ? null : { reason: facts.holdReason, until: facts.holdUntil },
    needsWipe: facts.needsWipe,
  }
}
