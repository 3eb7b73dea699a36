import { Prisma } from '../../db/generated/client'
import { mustBeApart, type RackRules, rackCap } from '../../domain/planning/rack-rules'
import type { PlanReader } from './plan-request'
import { freeInRacks } from './read-racks'
import type { StoredSupply } from './read-supply'

export interface RackedPlan {
  datacenterId: number
  /** With the racks that were read; all classes. */
  supply: StoredSupply
  rules: RackRules
  /** Servers of the plan, and those of them that stand in racks. */
  servers: number
  racked: number
  /** Racks that are known to do. */
  found: number
}

/**
 * No plan of so many racked servers, of whatever classes, needs fewer racks than this: one rack may hold only so many, and
 * those that hold most have no room for more.
 */
export async function fewestRacksBound(ctx: PlanReader, plan: RackedPlan): Promise<number> {
  const { found, racked, rules, supply } = plan
  if (racked === 0) return 0
  const cap = rackCap(rules, plan.servers)
  const byRules = Math.max(Math.ceil(racked / cap), mustBeApart(rules, supply) ? 2 : 0)
  if (found <= byRules) return found
  const rooms = supply.racks.map(({ free }) => Math.min(cap, sumOf(free.map(([, count]) => count))))
  // Where these show room for as many in fewer racks, no count of the others can prove that so many are needed.
  const most = rooms.sort((a, b) => b - a).slice(0, found - 1)
  if (sumOf(most) >= racked) return byRules
  const rows = await ctx.db.$queryRaw<{ room: number }[]>(Prisma.sql`
    SELECT LEAST(sum(n), ${cap}::int)::int AS room FROM (${freeInRacks(ctx, plan.datacenterId, supply.classes)}) counted
    GROUP BY rack_id ORDER BY room DESC LIMIT ${found}`)
  let left = racked
  let racks = 0
  for (const { room } of rows) {
    if (left <= 0) break
    left -= room
    racks++
  }
  return Math.max(racks, byRules)
}

const sumOf = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0)
