import type { Prisma } from '../../db/generated/client'
import type { RackSupply, ServerClass, Supply } from '../../domain/planning/supply'
import { expiredHolds } from './expired-holds'

type Reader = { db: Prisma.TransactionClient; clock: () => Date }

export interface SupplyQuery {
  datacenterId: number
  includeWarehouse: boolean
}

/** A class with the id of its model, and a rack with its own: to find the servers by. */
export type StoredClass = ServerClass & { modelId: number }
export type StoredRack = RackSupply & { rackId: number }
export interface StoredSupply extends Supply {
  classes: readonly StoredClass[]
  racks: readonly StoredRack[]
}

/** Not blocked when its row was last written; a hold that ended by time since then is added by `expiredHolds`. */
const states = (includeWarehouse: boolean) => (includeWarehouse ? ['RACKED', 'IN_WAREHOUSE'] : ['RACKED'])

/**
 * Free servers of a datacenter by class, from the tally: it costs the number of classes, not of servers. In a fixed order.
 * Racks are left empty (`readRacks`).
 */
export async function readSupply(ctx: Reader, query: SupplyQuery): Promise<StoredSupply> {
  const rows = await ctx.db.$queryRaw<StoredClass[]>`
    SELECT m.id AS "modelId", m.slug::text AS model, m.cpu_cores AS "cpuCores", m.ram_gb AS "ramGb", m.nvme_gb AS "nvmeGb",
      m.cost_cents AS "costCents", m.max_power_w AS "powerW", f.firmware_at_target AS "firmwareAtTarget",
      f.stored AS "inWarehouse", f.free
    FROM (
      SELECT model_id, firmware_at_target, state = 'IN_WAREHOUSE' AS stored, sum(n)::int AS free FROM (
        SELECT model_id, firmware_at_target, state, delta AS n FROM server_tally
        WHERE datacenter_id = ${query.datacenterId} AND NOT blocked
          AND state = ANY(${states(query.includeWarehouse)}::server_state[])
        UNION ALL
        SELECT model_id, firmware_at_target, state, 1 FROM servers s
        WHERE ${expiredHolds(query.datacenterId, ctx.clock())}
          AND state = ANY(${states(query.includeWarehouse)}::server_state[])
      ) counted GROUP BY 1, 2, 3 HAVING sum(n) > 0
    ) f JOIN server_models m ON m.id = f.model_id
    WHERE m.cpu_cores IS NOT NULL AND m.ram_gb IS NOT NULL AND m.nvme_gb IS NOT NULL
    ORDER BY lower(m.slug::text) COLLATE "C", f.firmware_at_target DESC, f.stored`
  return { classes: rows, racks: [] }
}
