import { Prisma } from '../../db/generated/client'
import type { RackSupply } from '../../domain/planning/supply'
import type { PlanReader } from './plan-request'
import { freeInRacks } from './read-racks'
import type { StoredClass } from './read-supply'

/**
 * No plan of so many racked servers, of whatever classes, needs fewer racks than this: the racks that hold most have no room
 * for them. `found` racks are known to do; `racks` are some that were read already.
 */
export async function fewestRacksBound(
  ctx: PlanReader,
  query: {
    datacenterId: number
    classes: readonly StoredClass[]
    servers: number
    found: number
    racks: readonly RackSupply[]
  },
): Promise<number> {
  if (query.found <= 1) return query.found
  // Where these show room for as many in fewer racks, no count of the others can prove that so many are needed.
  const rooms = query.racks.map(({ free }) => free.reduce((sum, [, count]) => sum + count, 0)).sort((a, b) => b - a)
  if (rooms.slice(0, query.found - 1).reduce((sum, room) => sum + room, 0) >= query.servers) return 1
  const rows = await ctx.db.$queryRaw<{ room: number }[]>(Prisma.sql`
    SELECT sum(n)::int AS room FROM (${freeInRacks(ctx, query.datacenterId, query.classes)}) counted
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
