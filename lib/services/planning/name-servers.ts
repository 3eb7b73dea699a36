import { Prisma } from '../../db/generated/client'
import { unseen } from '../../db/once-planned'
import { ineligibleReason } from '../../domain/planning/eligibility'
import type { Candidate } from '../../domain/planning/plan'
import type { Placed } from '../../domain/planning/rack-rules'
import type { ServerState } from '../../domain/server-state'
import type { PlanReader } from './plan-request'
import type { StoredSupply } from './read-supply'

export interface Naming {
  datacenterId: number
  supply: StoredSupply
  placement: readonly Placed[]
  includeWarehouse: boolean
  /** Of each entry, how many of its first servers are left to others. */
  skip: readonly number[]
}

/** Of a server only what its class and rack do not say. */
interface NamedRow {
  /** Of its entry in the placement, from 1. */
  entry: number
  id: number
  barcode: string
  state: ServerState
  u: number | null
  openHighTickets: number
  needsWipe: boolean
  held: boolean
  holdUntil: Date | null
}

/**
 * The servers that a placement stands for, entry by entry: the lowest units of a rack first, in a warehouse in the order they
 * came in. Null where there are fewer by now than were counted a moment ago.
 */
export async function nameServers(ctx: PlanReader, naming: Naming): Promise<Candidate[] | null> {
  const { placement } = naming
  if (placement.length === 0) return []
  const now = ctx.clock()
  const rows = await ctx.db.$queryRaw<NamedRow[]>(picked(naming, now))
  const rules = { includeWarehouse: naming.includeWarehouse, now }
  const named = rows.flatMap((row) => toCandidate(naming, row, rules))
  return named.length === placement.reduce((sum, { count }) => sum + count, 0) ? named : null
}

/** In place of a rack's id. A class that stands in racks, without one, has no server to name. */
const IN_WAREHOUSE = 0
const NOWHERE = -1

/** None where the one predicate says no. */
function toCandidate(
  { supply, placement }: Naming,
  row: NamedRow,
  rules: { includeWarehouse: boolean; now: Date },
): Candidate[] {
  const entry = placement[row.entry - 1]
  const model = supply.classes[entry?.classIndex ?? -1]
  if (entry === undefined || model === undefined) throw new Error(`The placement has no entry ${row.entry}`)
  const { state, openHighTickets, needsWipe } = row
  const hold = row.held ? { reason: '', until: row.holdUntil } : null
  if (ineligibleReason({ state, model, openHighTickets, hold, needsWipe }, rules) !== null) return []
  const rack = entry.rack === null ? undefined : supply.racks[entry.rack]
  return [
    {
      serverId: row.id,
      barcode: row.barcode,
      model: model.model,
      cpuCores: model.cpuCores,
      ramGb: model.ramGb,
      nvmeGb: model.nvmeGb,
      costCents: model.costCents,
      powerW: model.powerW,
      rack: rack?.rack ?? null,
      walkKey: rack?.walkKey ?? null,
      u: row.u,
      inWarehouse: state === 'IN_WAREHOUSE',
      firmwareAtTarget: model.firmwareAtTarget,
    },
  ]
}

/** Of each entry the first `count` servers that its indexes hold, after those that are skipped. */
function picked({ placement, supply, datacenterId, skip }: Naming, now: Date): Prisma.Sql {
  const models = placement.map(({ classIndex }) => supply.classes[classIndex]?.modelId ?? 0)
  const targets = placement.map(({ classIndex }) => supply.classes[classIndex]?.firmwareAtTarget ?? true)
  const racks = placement.map(({ rack, classIndex }) => {
    if (rack !== null) return supply.racks[rack]?.rackId ?? NOWHERE
    return supply.classes[classIndex]?.inWarehouse ? IN_WAREHOUSE : NOWHERE
  })
  const counts = placement.map(({ count }) => count)
  const skipped = placement.map((_, entry) => skip[entry] ?? 0)
  const columns = Prisma.sql`s.id, s.barcode, s.state, s.u, s.open_high_tickets, s.needs_wipe, s.hold_id, s.hold_until`
  const free = Prisma.sql`s.model_id = wanted.model_id AND s.firmware_at_target = wanted.at_target
    AND s.open_high_tickets = 0 AND NOT s.needs_wipe AND (s.hold_id IS NULL OR s.hold_until <= ${now})`
  const stored = Prisma.sql`
    UNION ALL
    (SELECT ${columns} FROM servers s WHERE s.state = 'IN_WAREHOUSE' AND wanted.rack_id = ${IN_WAREHOUSE}
      AND s.datacenter_id = ${datacenterId} AND ${free} ORDER BY s.id LIMIT wanted.n)`
  return Prisma.sql`
    SELECT wanted.entry::int AS entry, picked.id, picked.barcode::text AS barcode, picked.state::text AS state, picked.u,
      picked.open_high_tickets AS "openHighTickets", picked.needs_wipe AS "needsWipe", picked.hold_id IS NOT NULL AS held,
      picked.hold_until AS "holdUntil"
    FROM unnest(${unseen.ints(models)}, ${unseen.booleans(targets)}, ${unseen.ints(racks)}, ${unseen.ints(counts)},
      ${unseen.ints(skipped)}) WITH ORDINALITY AS wanted (model_id, at_target, rack_id, n, skip, entry)
    CROSS JOIN LATERAL (
      (SELECT ${columns} FROM servers s WHERE s.state = 'RACKED' AND s.rack_id = wanted.rack_id AND ${free}
        ORDER BY s.u, s.id LIMIT wanted.n OFFSET wanted.skip)
      ${placement.some(({ rack }) => rack === null) ? stored : Prisma.empty}
    ) picked
    ORDER BY wanted.entry, picked.u, picked.id`
}
