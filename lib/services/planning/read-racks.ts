import { Prisma } from '../../db/generated/client'
import { expiredHolds } from './expired-holds'
import type { PlanReader } from './plan-request'
import type { StoredClass, StoredRack } from './read-supply'

export interface RackQuery {
  datacenterId: number
  classes: readonly StoredClass[]
  /** Read the watts left in each as well. */
  power: boolean
  /** Only racks that hold some of so many servers of each class; without it all racks, with all classes. */
  counts?: readonly number[]
  /** Only so many racks, those that hold most of the counts. */
  most?: number
}

/** What stands free in which rack, in walking order: it costs the number of racks, not of servers. */
export async function readRacks(ctx: PlanReader, query: RackQuery): Promise<StoredRack[]> {
  const wanted = query.classes.flatMap((of, index) => {
    const count = query.counts === undefined ? of.free : (query.counts[index] ?? 0)
    return of.inWarehouse || count === 0 ? [] : [{ ...of, index, count }]
  })
  const models = wanted.map(({ modelId }) => modelId)
  const limit = query.most === undefined ? Prisma.empty : Prisma.sql`LIMIT ${query.most}`
  const rows = await ctx.db.$queryRaw<(Omit<StoredRack, 'free'> & { free: string })[]>`
    SELECT best.* FROM (
      SELECT r.id AS "rackId", r.code::text AS rack, r.walk_key AS "walkKey", f.free, ${headroom(query)} AS "headroomW"
      FROM (
        SELECT rack_id, string_agg(w.index || ':' || n, ' ' ORDER BY w.index) AS free, sum(LEAST(n, w.count)) AS takes
        FROM (${freeInRacks(ctx, query.datacenterId, models)}) counted
        JOIN unnest(${models}::int[], ${wanted.map(({ firmwareAtTarget }) => firmwareAtTarget)}::boolean[],
          ${wanted.map(({ index }) => index)}::int[], ${wanted.map(({ count }) => count)}::int[])
          AS w (model_id, at_target, index, count)
          ON w.model_id = counted.model_id AND w.at_target = counted.firmware_at_target
        GROUP BY rack_id
      ) f JOIN racks r ON r.id = f.rack_id
      ${query.power ? promisedInRacks(query.datacenterId) : Prisma.empty}
      ORDER BY f.takes DESC, r.walk_key COLLATE "C", r.id ${limit}
    ) best
    ORDER BY best."walkKey" COLLATE "C", best."rackId"`
  return rows.map(({ free, ...rack }) => ({
    ...rack,
    free: free.split(' ').map((part): [number, number] => {
      const [index, count] = part.split(':')
      return [Number(index), Number(count)]
    }),
  }))
}

/** rack_id, model_id, firmware_at_target, n: free servers, those whose hold ended by time among them. */
export function freeInRacks(ctx: PlanReader, datacenterId: number, models: readonly number[]): Prisma.Sql {
  return Prisma.sql`
    SELECT rack_id, model_id, firmware_at_target, sum(n)::int AS n FROM (
      SELECT rack_id, model_id, firmware_at_target, delta AS n FROM rack_tally
      WHERE datacenter_id = ${datacenterId} AND NOT promised AND model_id = ANY(${models}::int[])
      UNION ALL
      SELECT rack_id, model_id, firmware_at_target, 1 FROM servers s
      WHERE ${expiredHolds(datacenterId, ctx.clock())} AND state = 'RACKED' AND model_id = ANY(${models}::int[])
    ) parts GROUP BY 1, 2, 3 HAVING sum(n) > 0`
}

function headroom({ power }: RackQuery): Prisma.Sql {
  return power ? Prisma.sql`(r.max_power_w - COALESCE(p.watts, 0))::int` : Prisma.sql`NULL::int`
}

function promisedInRacks(datacenterId: number): Prisma.Sql {
  return Prisma.sql`LEFT JOIN (
    SELECT t.rack_id, sum(t.delta * m.max_power_w) AS watts FROM rack_tally t JOIN server_models m ON m.id = t.model_id
    WHERE t.datacenter_id = ${datacenterId} AND t.promised GROUP BY 1
  ) p ON p.rack_id = r.id`
}
