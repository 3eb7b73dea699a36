import { Prisma } from '../../db/generated/client'
import { ineligibleReason } from '../../domain/planning/eligibility'
import type { Placed } from '../../domain/planning/rack-rules'
import { eligibilityOf, loadServerFacts, type ServerFacts } from './load-server-facts'
import type { StoredSupply } from './read-supply'

type Reader = { db: Prisma.TransactionClient; clock: () => Date }

export interface Naming {
  datacenterId: number
  supply: StoredSupply
  placement: readonly Placed[]
  includeWarehouse: boolean
  /** Servers that are not to be named. */
  except?: readonly number[]
}

/**
 * The servers that a placement stands for, one list for each of its entries: the lowest units of a rack first, in a warehouse
 * in the order they came in. Null where there are fewer by now than were counted a moment ago.
 */
export async function nameServers(ctx: Reader, naming: Naming): Promise<ServerFacts[][] | null> {
  const { placement, supply } = naming
  if (placement.length === 0) return []
  const now = ctx.clock()
  const rows = await loadServerFacts(ctx, picked(naming, now))
  const rules = { includeWarehouse: naming.includeWarehouse, now }
  const eligible = rows.filter((row) => ineligibleReason(eligibilityOf(row), rules) === null)
  const named = placement.map(({ rack, classIndex, count }) => {
    const of = supply.classes[classIndex]
    const code = rack === null ? null : supply.racks[rack]?.rack
    return eligible
      .filter((row) => row.rack === code && row.model === of?.model && row.firmwareAtTarget === of?.firmwareAtTarget)
      .sort((a, b) => (a.u ?? 0) - (b.u ?? 0) || a.id - b.id)
      .slice(0, count)
  })
  return named.every((servers, index) => servers.length === placement[index]?.count) ? named : null
}

/** A query of ids: of each entry the first `count` servers of its index. */
function picked({ placement, supply, datacenterId, except = [] }: Naming, now: Date): Prisma.Sql {
  const models = placement.map(({ classIndex }) => supply.classes[classIndex]?.modelId ?? 0)
  const targets = placement.map(({ classIndex }) => supply.classes[classIndex]?.firmwareAtTarget ?? true)
  const racks = placement.map(({ rack }) => (rack === null ? 0 : (supply.racks[rack]?.rackId ?? 0)))
  const counts = placement.map(({ count }) => count)
  const free = Prisma.sql`s.model_id = wanted.model_id AND s.firmware_at_target = wanted.at_target
    AND s.open_high_tickets = 0 AND NOT s.needs_wipe AND (s.hold_id IS NULL OR s.hold_until <= ${now})
    ${except.length === 0 ? Prisma.empty : Prisma.sql`AND s.id <> ALL(${[...except]}::int[])`}`
  return Prisma.sql`
    SELECT picked.id FROM unnest(${models}::int[], ${targets}::boolean[], ${racks}::int[], ${counts}::int[])
      AS wanted (model_id, at_target, rack_id, n)
    CROSS JOIN LATERAL (
      (SELECT s.id FROM servers s WHERE s.state = 'RACKED' AND wanted.rack_id <> 0 AND s.rack_id = wanted.rack_id AND ${free}
        ORDER BY s.u, s.id LIMIT wanted.n)
      UNION ALL
      (SELECT s.id FROM servers s WHERE s.state = 'IN_WAREHOUSE' AND wanted.rack_id = 0
        AND s.datacenter_id = ${datacenterId} AND ${free} ORDER BY s.id LIMIT wanted.n)
    ) picked`
}
