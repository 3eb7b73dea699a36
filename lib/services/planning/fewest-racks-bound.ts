import { Prisma } from '../../db/generated/client'
import type { PlanReader } from './plan-request'
import { freeInRacks } from './read-racks'
import type { StoredClass } from './read-supply'

/**
 * No plan of so many racked servers, of whatever classes, needs fewer racks than this: the racks that hold most have no room
 * for them. `found` racks are known to do.
 */
export async function fewestRacksBound(
  ctx: PlanReader,
  query: { datacenterId: number; classes: readonly StoredClass[]; servers: number; found: number },
): Promise<number> {
  if (query.found <= 1) return query.found
  const models = [...new Set(query.classes.map(({ modelId }) => modelId))]
  const rows = await ctx.db.$queryRaw<{ room: number }[]>(Prisma.sql`
    SELECT sum(n)::int AS room FROM (${freeInRacks(ctx, query.datacenterId, models)}) counted
    GROUP BY rack_id ORDER BY room DESC LIMIT ${query.found}`)
  let left = query.servers
  let racks = 0
  for (const { room } of rows) {
    if (left <= 0) break
    left -= room
    racks++
  }
  return racks
}
