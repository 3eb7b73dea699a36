import { Prisma } from '../../db/generated/client'
import { expiredHolds } from './expired-holds'
import type { PlanReader } from './plan-request'
import { promisedWatts } from './promised-watts'
import type { StoredClass, StoredRack } from './read-supply'

/** What stands of the wanted classes in which rack, in walking order; watts left in each only where they are asked for. */
export async function readRacks(
  ctx: PlanReader,
  query: { datacenterId: number; power: boolean; classes: readonly StoredClass[]; wanted: (index: number) => boolean },
): Promise<StoredRack[]> {
  const { classes, wanted, power } = query
  const indexOf = new Map(
    classes.flatMap((of, index): [string, number][] =>
      of.inWarehouse || !wanted(index) ? [] : [[`${of.modelId}${of.firmwareAtTarget ? 't' : 'f'}`, index]],
    ),
  )
  const models = [...new Set(classes.flatMap(({ modelId }, index) => (wanted(index) ? [modelId] : [])))]
  const rows = await ctx.db.$queryRaw<(Omit<StoredRack, 'free'> & { free: string })[]>`
    SELECT r.id AS "rackId", r.code::text AS rack, r.walk_key AS "walkKey", f.free,
      ${power ? Prisma.sql`(r.max_power_w - ${promisedWatts})::int` : Prisma.sql`NULL::int`} AS "headroomW"
    FROM (
      SELECT rack_id, string_agg(model_id || CASE WHEN at_target THEN 't' ELSE 'f' END || ':' || n, ' ' ORDER BY model_id, at_target) AS free
      FROM (
        SELECT rack_id, model_id, firmware_at_target AS at_target, sum(n) AS n FROM (
          SELECT rack_id, model_id, firmware_at_target, delta AS n FROM rack_tally
          WHERE datacenter_id = ${query.datacenterId} AND model_id = ANY(${models}::int[])
          UNION ALL
          SELECT rack_id, model_id, firmware_at_target, 1 FROM servers s
          WHERE ${expiredHolds(query.datacenterId, ctx.clock())} AND state = 'RACKED' AND model_id = ANY(${models}::int[])
        ) counted GROUP BY 1, 2, 3 HAVING sum(n) > 0
      ) classes GROUP BY rack_id
    ) f JOIN racks r ON r.id = f.rack_id
    ORDER BY r.walk_key COLLATE "C", r.id`
  return rows.map(({ free, ...rack }) => ({
    ...rack,
    free: free.split(' ').flatMap((part): [number, number][] => {
      const [key = '', count] = part.split(':')
      const index = indexOf.get(key)
      return index === undefined ? [] : [[index, Number(count)]]
    }),
  }))
}
