import { type FreshPlan, planView } from '../../contracts/planning/plan'
import type { Ctx } from '../../db/context'
import { Prisma } from '../../db/generated/client'
import { byWalk } from '../../domain/planning/candidate-order'
import { DEFAULT_WEIGHTS } from '../../domain/planning/composite-score'
import { ineligibleReason } from '../../domain/planning/eligibility'
import { needsRacks } from '../../domain/planning/exact-planner'
import { type Candidate, totalsOf } from '../../domain/planning/plan'
import { toCandidate } from '../planning/find-candidates'
import { eligibilityOf, loadServerFacts } from '../planning/load-server-facts'
import { plainConstraints, viewItem, viewTotals } from '../planning/plan-view'
import type { AllocationConflict } from './allocation-conflict'

const provenParts = planView.pick({ method: true, proof: true, leftOut: true, exact: true })

/**
 * The plan with each lost server swapped for a free one of its class (model, and firmware at target or not), from a rack of
 * the plan where there is one. A class's servers are interchangeable, so value, bound and certificate stay as they were
 * proven. Null where that won't do: limits on racks, servers from a warehouse, a class that is used up, a greedy plan.
 */
export async function swapLost(ctx: Ctx, { plan, conflicts, servers }: AllocationConflict): Promise<FreshPlan | null> {
  const since = performance.now()
  const { objective, constraints, includeWarehouse } = plan
  if (objective === 'greedy' || includeWarehouse || servers.length !== plan.serverIds.length) return null
  if (needsRacks({ objective, constraints, demand: plan.order.demand })) return null
  const saved = await ctx.db.allocationPlan.findUnique({
    where: { id: plan.id },
    select: { method: true, proof: true, value: true, bound: true, leftOut: true, exact: true },
  })
  if (saved?.method !== 'exact') return null
  const proven = provenParts.parse(saved)
  const gone = new Set(conflicts.map(({ barcode }) => barcode))
  const kept = servers.filter(({ barcode }) => !gone.has(barcode)).flatMap(toCandidate)
  const found = await freeAlike(
    ctx,
    plan,
    servers.filter(({ barcode }) => gone.has(barcode)).flatMap(toCandidate),
    kept,
  )
  const chosen: (Candidate & { line: number | null })[] = []
  for (const [index, server] of servers.entries()) {
    const [same] = gone.has(server.barcode) ? takeAlike(found, server) : kept.splice(0, 1)
    if (same === undefined) return null
    chosen.push({ ...same, line: plan.lines[index] ?? null })
  }
  chosen.sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || byWalk(a, b))
  const totals = totalsOf(chosen, plan.order.demand, DEFAULT_WEIGHTS)
  const value = Number(saved.value)
  const bound = saved.bound === null ? null : Number(saved.bound)
  return {
    ...proven,
    order: plan.order.number,
    objective,
    constraints: plainConstraints(constraints),
    includeWarehouse,
    ...{ value, bound, gap: bound === null ? null : value - bound },
    items: chosen.map(viewItem),
    totals: viewTotals(totals),
    exact: proven.exact === null ? null : { ...proven.exact, goals: withRacks(proven.exact.goals, totals.racks) },
    tookMs: Math.round(performance.now() - since),
  }
}

type Goals = NonNullable<FreshPlan['exact']>['goals']

function withRacks(goals: Goals, racks: number): Goals {
  return goals.map((goal) => (goal.goal === 'racks' ? { ...goal, value: racks } : goal))
}

function takeAlike(found: Candidate[], lost: { model: string | null; firmwareAtTarget: boolean }): Candidate[] {
  const index = found.findIndex((of) => of.model === lost.model && of.firmwareAtTarget === lost.firmwareAtTarget)
  return index < 0 ? [] : found.splice(index, 1)
}

/** As many of each class as were lost, where there are; those in racks of the plan first, then in walking order. */
async function freeAlike(
  ctx: Ctx,
  plan: { serverIds: readonly number[]; order: { datacenterId: number } },
  lost: readonly Candidate[],
  kept: readonly Candidate[],
): Promise<Candidate[]> {
  const now = ctx.clock()
  const wanted = new Map<string, { model: string; atTarget: boolean; n: number }>()
  for (const { model, firmwareAtTarget } of lost) {
    const entry = wanted.get(`${model} ${firmwareAtTarget}`) ?? { model, atTarget: firmwareAtTarget, n: 0 }
    wanted.set(`${model} ${firmwareAtTarget}`, { ...entry, n: entry.n + 1 })
  }
  const classes = [...wanted.values()]
  const racks = [...new Set(kept.flatMap(({ rack }) => rack ?? []))]
  const inRacks = (far: number, condition: Prisma.Sql) => Prisma.sql`
    (SELECT ${far}::int AS far, r.walk_key, there.u, there.id FROM racks r CROSS JOIN LATERAL (
        SELECT s.id, s.u FROM servers s
        WHERE s.state = 'RACKED' AND s.rack_id = r.id AND s.model_id = m.id AND s.firmware_at_target = wanted.at_target
          AND s.open_high_tickets = 0 AND NOT s.needs_wipe AND (s.hold_id IS NULL OR s.hold_until <= ${now})
          AND s.id <> ALL(${[...plan.serverIds]}::int[])
        ORDER BY s.u, s.id LIMIT wanted.n
      ) there
      WHERE r.datacenter_id = ${plan.order.datacenterId} AND ${condition}
      ORDER BY r.walk_key, there.u, there.id LIMIT wanted.n)`
  const ids = Prisma.sql`
    SELECT picked.id FROM unnest(${classes.map(({ model }) => model)}::citext[],
      ${classes.map(({ atTarget }) => atTarget)}::boolean[], ${classes.map(({ n }) => n)}::int[]) AS wanted (slug, at_target, n)
    JOIN server_models m ON m.slug = wanted.slug
    CROSS JOIN LATERAL (
      SELECT near.id FROM (
        ${inRacks(0, Prisma.sql`r.code = ANY(${racks}::citext[])`)}
        UNION ALL ${inRacks(1, Prisma.sql`r.code <> ALL(${racks}::citext[])`)}
      ) near ORDER BY near.far, near.walk_key, near.u, near.id LIMIT wanted.n
    ) picked`
  const facts = await loadServerFacts(ctx, ids)
  const rules = { includeWarehouse: false, now }
  return facts.flatMap((row) => (ineligibleReason(eligibilityOf(row), rules) === null ? toCandidate(row) : []))
}
