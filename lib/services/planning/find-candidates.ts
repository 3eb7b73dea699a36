import { Prisma } from '../../db/generated/client'
import { type Capacity, RESOURCES } from '../../domain/planning/composite-score'
import { ineligibleReason } from '../../domain/planning/eligibility'
import type { Candidate, Constraints, Demand } from '../../domain/planning/plan'
import { readingBounds } from '../../domain/planning/reading-bounds'
import { eligibilityOf, loadServerFacts, type ServerFacts } from './load-server-facts'
import { promisedWatts } from './promised-watts'

export interface CandidateQuery {
  datacenterId: number
  demand: Demand
  constraints: Constraints
  includeWarehouse: boolean
  /** Codes of racks from which nothing more may be taken. */
  avoidRacks?: readonly string[]
  /** Only servers that can be provisioned at once. */
  withBmc?: boolean
}

type Reader = { db: Prisma.TransactionClient; clock: () => Date }
type Model = Capacity & { id: number; powerW: number | null }

/**
 * The eligible servers that a plan has to look at, in two queries: the models that could serve, and of each so many
 * servers in walking order as the demand could need (see `readingBounds`). SQL only narrows what is read; who may be
 * promised is decided by the one predicate.
 */
export async function findCandidates(ctx: Reader, query: CandidateQuery): Promise<Candidate[]> {
  const models = await usableModels(ctx, query.constraints)
  const bounds = readingBounds(query.demand, query.constraints, models)
  const reads = models.flatMap((model, index) => {
    const bound = bounds[index]
    return bound === undefined || bound.take === 0 ? [] : [{ model, ...bound }]
  })
  if (reads.length === 0) return []
  const now = ctx.clock()
  const rows = await loadServerFacts(ctx, freeServers(query, reads, now))
  const rules = { includeWarehouse: query.includeWarehouse, now }
  return rows.flatMap((row) => (ineligibleReason(eligibilityOf(row), rules) === null ? toCandidate(row) : []))
}

async function usableModels(ctx: Reader, { models }: Constraints): Promise<Model[]> {
  const rows = await ctx.db.serverModel.findMany({
    where: {
      ...Object.fromEntries(RESOURCES.map((resource) => [resource, { not: null }])),
      AND: [
        models?.allow === undefined ? {} : { slug: { in: [...models.allow] } },
        models?.exclude === undefined ? {} : { slug: { notIn: [...models.exclude] } },
      ],
    },
    select: { id: true, cpuCores: true, ramGb: true, nvmeGb: true, maxPowerW: true },
    orderBy: { id: 'asc' },
  })
  return rows.map(({ id, cpuCores, ramGb, nvmeGb, maxPowerW }) => ({
    id,
    cpuCores: cpuCores ?? 0,
    ramGb: ramGb ?? 0,
    nvmeGb: nvmeGb ?? 0,
    powerW: maxPowerW,
  }))
}

/** A query of ids. The walk over the racks stops for each model when it has enough: both orders come from an index. */
function freeServers(
  query: CandidateQuery,
  reads: readonly { model: Model; take: number; perRack: number }[],
  now: Date,
): Prisma.Sql {
  const free = Prisma.sql`s.open_high_tickets = 0 AND NOT s.needs_wipe AND (s.hold_id IS NULL OR s.hold_until <= ${now})
    ${query.withBmc ? Prisma.sql`AND s.bmc_driver IS NOT NULL` : Prisma.empty}`
  const stored = Prisma.sql`
    UNION ALL (
      SELECT s.id FROM servers s
      WHERE s.state = 'IN_WAREHOUSE' AND s.datacenter_id = ${query.datacenterId} AND s.model_id = wanted.model_id AND ${free}
      ORDER BY s.id LIMIT wanted.take)`
  return Prisma.sql`
    SELECT picked.id
    FROM unnest(${reads.map(({ model }) => model.id)}::int[], ${reads.map(({ take }) => take)}::int[],
      ${reads.map(({ perRack }) => perRack)}::int[], ${reads.map(({ model }) => model.powerW ?? 0)}::int[])
      AS wanted (model_id, take, per_rack, watts)
    CROSS JOIN LATERAL (
      (SELECT there.id FROM racks r CROSS JOIN LATERAL (
          SELECT s.id, s.u FROM servers s
          WHERE s.state = 'RACKED' AND s.rack_id = r.id AND s.model_id = wanted.model_id AND ${free}
          ORDER BY s.u, s.id LIMIT wanted.per_rack
        ) there
        WHERE r.datacenter_id = ${query.datacenterId} ${rackCondition(query)}
        ORDER BY r.walk_key, there.u, there.id LIMIT wanted.take)
      ${query.includeWarehouse ? stored : Prisma.empty}
    ) picked`
}

function rackCondition(query: CandidateQuery): Prisma.Sql {
  const avoid = query.avoidRacks ?? []
  const others = avoid.length === 0 ? Prisma.empty : Prisma.sql`AND r.code <> ALL(${[...avoid]}::citext[])`
  if (query.constraints.rackPower !== true) return others
  return Prisma.sql`${others} AND (r.max_power_w IS NULL OR r.max_power_w - ${promisedWatts} >= wanted.watts)`
}

/** Watts left in the budgets of these racks, beside what is promised already; racks without a budget are left out. */
export function rackHeadroom(
  ctx: Reader,
  candidates: readonly Candidate[],
): Promise<{ rack: string; headroomW: number }[]> {
  const racks = [...new Set(candidates.flatMap(({ rack }) => (rack === null ? [] : [rack])))]
  return ctx.db.$queryRaw`
    SELECT r.code::text AS rack, (r.max_power_w - ${promisedWatts})::int AS "headroomW"
    FROM racks r WHERE r.code = ANY(${racks}::citext[]) AND r.max_power_w IS NOT NULL`
}

/** The server as planning sees it; none where its model lacks a figure. */
export function toCandidate(row: ServerFacts): Candidate[] {
  const { model, cpuCores, ramGb, nvmeGb } = row
  if (model === null || cpuCores === null || ramGb === null || nvmeGb === null) return []
  return [
    {
      serverId: row.id,
      barcode: row.barcode,
      model,
      cpuCores,
      ramGb,
      nvmeGb,
      costCents: row.costCents,
      powerW: row.powerW,
      rack: row.rack,
      walkKey: row.walkKey,
      u: row.u,
      inWarehouse: row.state === 'IN_WAREHOUSE',
      firmwareAtTarget: row.firmwareAtTarget,
    },
  ]
}
