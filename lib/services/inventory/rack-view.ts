import type { RackView } from '../../contracts/inventory/rack'
import type { Ctx, TxCtx } from '../../db/context'
import type { Prisma } from '../../db/generated/client'

export const rackSelect = {
  id: true,
  code: true,
  datacenterId: true,
  datacenter: { select: { code: true } },
  row: true,
  walkKey: true,
  heightU: true,
  maxPowerW: true,
  maxWeightKg: true,
  tags: true,
  note: true,
  powerOutageSince: true,
  createdAt: true,
  updatedAt: true,
  version: true,
} as const satisfies Prisma.RackSelect

export type RackRow = Prisma.RackGetPayload<{ select: typeof rackSelect }>

/** servers: how many stand in it; states: by state; usedU: units taken on either face; W and kg: sums over the models of its servers. */
export interface RackSums {
  servers: number
  states: Record<string, number>
  usedU: number
  powerW: number
  weightKg: number
}

const EMPTY: RackSums = { servers: 0, states: {}, usedU: 0, powerW: 0, weightKg: 0 }

export function toRackView(row: RackRow, sums: RackSums = EMPTY): RackView {
  return {
    code: row.code,
    datacenter: row.datacenter.code,
    ...(row.row === null ? {} : { row: row.row }),
    heightU: row.heightU,
    ...(row.maxPowerW === null ? {} : { maxPowerW: row.maxPowerW }),
    ...(row.maxWeightKg === null ? {} : { maxWeightKg: row.maxWeightKg }),
    tags: row.tags,
    ...(row.note === null ? {} : { note: row.note }),
    powerOutage: row.powerOutageSince !== null,
    ...(row.powerOutageSince === null ? {} : { powerOutageSince: row.powerOutageSince.toISOString() }),
    servers: sums.servers,
    states: sums.states,
    usedU: sums.usedU,
    powerW: sums.powerW,
    weightKg: sums.weightKg,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    version: row.version,
  }
}

/** The sums of many racks in one query; a rack in which nothing stands has no entry. */
export const rackSums = async (ctx: Ctx | TxCtx, rackIds: readonly number[]): Promise<Map<number, RackSums>> => {
  const rows = await ctx.db.$queryRaw<({ rack_id: number } & RackSums)[]>`
    WITH units AS (
      SELECT rack_id, sum(upper(taken) - lower(taken))::int AS "usedU"
      FROM (
        SELECT rack_id, unnest(range_agg(int4range(u, u + height_u))) AS taken
        FROM rack_occupancy WHERE rack_id = ANY(${[...rackIds]}::int[]) AND planned_for IS NULL GROUP BY rack_id
      ) ranges GROUP BY rack_id
    ), by_state AS (
      SELECT s.rack_id, s.state, count(*)::int AS servers, coalesce(sum(m.max_power_w), 0)::int AS power_w,
        coalesce(sum(m.weight_kg), 0)::int AS weight_kg
      FROM servers s LEFT JOIN server_models m ON m.id = s.model_id
      WHERE s.rack_id = ANY(${[...rackIds]}::int[])
      GROUP BY s.rack_id, s.state
    ), load AS (
      SELECT rack_id, sum(servers)::int AS servers, jsonb_object_agg(state, servers) AS states,
        sum(power_w)::int AS "powerW", sum(weight_kg)::int AS "weightKg"
      FROM by_state GROUP BY rack_id
    )
    SELECT rack_id, "usedU", coalesce(servers, 0) AS servers, coalesce(states, '{}') AS states,
      coalesce("powerW", 0) AS "powerW", coalesce("weightKg", 0) AS "weightKg"
    FROM units LEFT JOIN load USING (rack_id)`
  return new Map(rows.map(({ rack_id, ...sums }) => [rack_id, sums]))
}
