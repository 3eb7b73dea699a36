import { Prisma } from '../../db/generated/client'
import { unseen } from '../../db/once-planned'
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
  const rows = await ctx.db.$queryRaw<(Omit<StoredRack, 'free'> & { free: string })[]>`
    SELECT r.id AS "rackId", r.code::text AS rack, r.walk_key AS "walkKey", f.free, ${headroom(query)} AS "headroomW"
    FROM (${query.most === undefined ? allRacks(ctx, query, wanted) : bestRacks(ctx, query, wanted, query.most)}) f
    JOIN racks r ON r.id = f.rack_id
    ${query.power ? promisedInRacks(query.datacenterId) : Prisma.empty}
    ORDER BY r.walk_key COLLATE "C", r.id`
  const indexOf = new Map(wanted.map((of) => [`${of.modelId}${of.firmwareAtTarget}`, of.index]))
  return rows.flatMap(({ free, ...rack }) => {
    const counts = countsIn(free, indexOf)
    return counts.length > 0 ? [{ ...rack, free: counts }] : []
  })
}

type Wanted = StoredClass & { index: number; count: number }

/** What a rack holds of each class as a text: `<model id><true or false>:<count>`, one after another. */
const FREE = Prisma.sql`string_agg(model_id || firmware_at_target::text || ':' || n, ' ') AS free`

/** Counts that were not folded yet are summed here: for all racks that is quicker than in the database. */
function countsIn(free: string, indexOf: ReadonlyMap<string, number>): [classIndex: number, count: number][] {
  const counts: [number, number][] = []
  for (let from = 0; from < free.length; ) {
    const colon = free.indexOf(':', from)
    const blank = free.indexOf(' ', colon)
    const until = blank < 0 ? free.length : blank
    const index = indexOf.get(free.slice(from, colon))
    if (index !== undefined) add(counts, index, Number(free.slice(colon + 1, until)))
    from = until + 1
  }
  return counts.some((entry) => entry[1] <= 0) ? counts.filter((entry) => entry[1] > 0) : counts
}

/** To counts in the order of their classes. */
function add(counts: [classIndex: number, count: number][], index: number, count: number): void {
  let at = 0
  while (at < counts.length && (counts[at]?.[0] ?? 0) < index) at++
  const known = counts[at]
  if (known?.[0] === index) known[1] += count
  else counts.splice(at, 0, [index, count])
}

function allRacks(ctx: PlanReader, { datacenterId }: RackQuery, wanted: readonly Wanted[]): Prisma.Sql {
  return Prisma.sql`
    SELECT rack_id, ${FREE} FROM (${freeParts(ctx, datacenterId, wanted)}) parts GROUP BY rack_id`
}

function bestRacks(ctx: PlanReader, { datacenterId }: RackQuery, wanted: readonly Wanted[], most: number): Prisma.Sql {
  return Prisma.sql`
    SELECT f.* FROM (
      SELECT rack_id, ${FREE}, sum(LEAST(n, wanted.count)) AS takes
      FROM (${freeInRacks(ctx, datacenterId, wanted)}) counted
      JOIN unnest(${unseen.ints(wanted.map(({ modelId }) => modelId))},
        ${unseen.booleans(wanted.map(({ firmwareAtTarget }) => firmwareAtTarget))},
        ${unseen.ints(wanted.map(({ count }) => count))}) AS wanted (model, at_target, count)
        ON wanted.model = counted.model_id AND wanted.at_target = counted.firmware_at_target
      GROUP BY rack_id
    ) f JOIN racks r ON r.id = f.rack_id
    ORDER BY f.takes DESC, r.walk_key COLLATE "C", r.id LIMIT ${unseen.int(most)}`
}

type Models = readonly { modelId: number }[]

/** rack_id, model_id, firmware_at_target, n: free servers, those whose hold ended by time among them. */
export function freeInRacks(ctx: PlanReader, datacenterId: number, of: Models): Prisma.Sql {
  return Prisma.sql`
    SELECT rack_id, model_id, firmware_at_target, sum(n)::int AS n FROM (${freeParts(ctx, datacenterId, of)}) parts
    GROUP BY 1, 2, 3 HAVING sum(n) > 0`
}

/** The same in parts that are to be summed. */
function freeParts(ctx: PlanReader, datacenterId: number, of: Models): Prisma.Sql {
  const models = unseen.ints([...new Set(of.map(({ modelId }) => modelId))])
  return Prisma.sql`
    SELECT rack_id, model_id, firmware_at_target, delta AS n FROM rack_tally
    WHERE datacenter_id = ${datacenterId} AND NOT promised AND model_id = ANY(${models})
    UNION ALL
    SELECT rack_id, model_id, firmware_at_target, 1 FROM servers s
    WHERE ${expiredHolds(datacenterId, ctx.clock())} AND state = 'RACKED' AND model_id = ANY(${models})`
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
