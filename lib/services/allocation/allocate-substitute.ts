import type { TxCtx } from '../../db/context'
import { AppError, conflict } from '../../domain/errors'
import { type OrderState, REPLACEABLE } from '../../domain/order-state'
import { type Capacity, DEFAULT_WEIGHTS, RESOURCES, sumCapacity } from '../../domain/planning/composite-score'
import { ineligibleReason } from '../../domain/planning/eligibility'
import { planGreedily } from '../../domain/planning/greedy-planner'
import type { Candidate, Constraints, Demand } from '../../domain/planning/plan'
import { shareCap } from '../../domain/planning/rack-limits'
import { rackRulesOf, ruleRacks } from '../../domain/planning/rack-rules'
import { recordAudit } from '../audit/record-audit'
import { applyServerTransition } from '../inventory/apply-server-transition'
import { findCandidates, rackHeadroom } from '../planning/find-candidates'
import { eligibilityOf, loadServerFacts } from '../planning/load-server-facts'
import { demandOf } from '../planning/plan-request'
import { constraintsOf } from '../planning/plan-view'

const ACTION = 'allocation.replace-server'

/**
 * Promises a substitute for a server that the order lost: an eligible one at least as capable, the nearest in shape, within
 * the plan's constraints; from a warehouse only where the plan allowed it and nothing is provisioned yet. Locks the order
 * row. Throws `not-degraded` where the order lost no such server, `infeasible` where nothing will do.
 */
export async function allocateSubstitute(
  tx: TxCtx,
  input: { orderId: number; barcode: string },
): Promise<{ serverId: number; barcode: string }> {
  const lost = await findLoss(tx, input)
  const substitute = await takeFirst(tx, lost, await substitutes(tx, lost))
  if (substitute === null) throw noneWillDo(lost)
  await applyServerTransition(tx, {
    serverId: substitute.serverId,
    to: 'ALLOCATED',
    action: ACTION,
    data: { orderId: lost.order.id },
    detail: { order: lost.order.number, replaces: lost.barcode },
  })
  const allocation = await tx.db.allocation.create({
    data: {
      orderId: lost.order.id,
      serverId: substitute.serverId,
      planId: lost.planId,
      createdAt: tx.clock(),
    },
    select: { id: true },
  })
  await tx.db.allocation.update({ where: { id: lost.allocationId }, data: { replacedById: allocation.id } })
  await tx.db.order.update({ where: { id: lost.order.id }, data: { version: { increment: 1 } } })
  await recordAudit(tx, {
    action: ACTION,
    entity: 'order',
    key: lost.order.number,
    datacenterId: lost.order.datacenterId,
    detail: { lost: lost.barcode, substitute: substitute.barcode },
  })
  return { serverId: substitute.serverId, barcode: substitute.barcode }
}

interface Loss {
  allocationId: number
  planId: string | null
  barcode: string
  order: { id: number; number: string; status: OrderState; datacenterId: number }
  /** One server at least as capable. */
  demand: Demand
  /** By the order. */
  asked: Demand
  constraints: Constraints
  includeWarehouse: boolean
}

async function findLoss(tx: TxCtx, input: { orderId: number; barcode: string }): Promise<Loss> {
  await tx.db.$queryRaw`SELECT 1 FROM orders WHERE id = ${input.orderId} FOR NO KEY UPDATE`
  const order = await tx.db.order.findUniqueOrThrow({
    where: { id: input.orderId },
    select: {
      id: true,
      number: true,
      status: true,
      datacenterId: true,
      cpuCores: true,
      ramGb: true,
      nvmeGb: true,
      lines: {
        select: { count: true, minCpuCores: true, minRamGb: true, minNvmeGb: true },
        orderBy: { position: 'asc' },
      },
    },
  })
  const lost = await tx.db.allocation.findFirst({
    where: {
      orderId: order.id,
      status: 'LOST',
      replacedById: null,
      server: { barcode: input.barcode },
      OR: [{ planId: null }, { plan: { status: 'allocated' } }],
    },
    select: {
      id: true,
      plan: { select: { id: true, constraints: true, includeWarehouse: true } },
      server: { select: { barcode: true, model: { select: { cpuCores: true, ramGb: true, nvmeGb: true } } } },
    },
    orderBy: { id: 'desc' },
  })
  if (lost === null || !REPLACEABLE.includes(order.status)) {
    throw conflict('not-degraded', `Order ${order.number} is ${order.status} and misses no server ${input.barcode}.`)
  }
  const { model } = lost.server
  const shape = {
    minCpuCores: model?.cpuCores ?? 0,
    minRamGb: model?.ramGb ?? 0,
    minNvmeGb: model?.nvmeGb ?? 0,
  }
  return {
    allocationId: lost.id,
    planId: lost.plan?.id ?? null,
    barcode: lost.server.barcode,
    order,
    demand: { kind: 'lines', lines: [{ count: 1, ...shape }] },
    asked: demandOf(order),
    constraints: lost.plan === null ? {} : constraintsOf(lost.plan),
    includeWarehouse: order.status === 'ALLOCATED' && lost.plan?.includeWarehouse === true,
  }
}

/** How many of each model to look at: some of them may be taken in this very moment. */
const CHOICE = 8

/** What could take its place, the nearest first. Those of full racks are left out, as the plan's limits still hold. */
async function substitutes(tx: TxCtx, lost: Loss): Promise<Candidate[]> {
  const { models, rackPower } = lost.constraints
  const constraints: Constraints = { models, rackPower }
  const [line] = lost.demand.kind === 'lines' ? lost.demand.lines : []
  const wanted: Demand = line ? { kind: 'lines', lines: [{ ...line, count: CHOICE }] } : lost.demand
  let pool = await findCandidates(tx, {
    datacenterId: lost.order.datacenterId,
    demand: wanted,
    constraints,
    includeWarehouse: lost.includeWarehouse,
    avoidRacks: await fullRacks(tx, lost),
    withBmc: lost.order.status !== 'ALLOCATED',
  })
  const headroom = rackPower === true ? await rackHeadroom(tx, pool) : []
  const rackHeadroomW = new Map(headroom.map(({ rack, headroomW }) => [rack, headroomW]))
  const inOrder: Candidate[] = []
  for (;;) {
    const best = planGreedily({
      demand: lost.demand,
      objective: 'least-stranded',
      candidates: pool,
      constraints,
      weights: DEFAULT_WEIGHTS,
      rackHeadroomW,
    })
    const next =
      best.kind === 'feasible' ? pool.find(({ serverId }) => serverId === best.items[0]?.serverId) : undefined
    if (next === undefined) return inOrder
    inOrder.push(next)
    pool = pool.filter((server) => server !== next)
  }
}

/** Racks where one more of the order's servers would break its limits, the loss of any one rack among them. */
async function fullRacks(tx: TxCtx, lost: Loss): Promise<string[]> {
  const rules = rackRulesOf(lost.constraints, lost.asked)
  if (!ruleRacks(rules)) return []
  const rows = await tx.db.$queryRaw<({ rack: string | null; servers: number } & Capacity)[]>`
    SELECT r.code::text AS rack, count(*)::int AS servers, COALESCE(sum(m.cpu_cores), 0)::int AS "cpuCores",
      COALESCE(sum(m.ram_gb), 0)::int AS "ramGb", COALESCE(sum(m.nvme_gb), 0)::int AS "nvmeGb"
    FROM allocations a JOIN servers s ON s.id = a.server_id
    LEFT JOIN server_models m ON m.id = s.model_id LEFT JOIN racks r ON r.id = s.rack_id
    WHERE a.order_id = ${lost.order.id} AND a.status = 'ACTIVE' GROUP BY r.code`
  const inAll = rows.reduce((sum, { servers }) => sum + servers, 1)
  const share = rules.sharePercent === null ? Number.POSITIVE_INFINITY : shareCap(rules.sharePercent, inAll)
  const cap = Math.min(rules.perRack, share)
  const all = sumCapacity(rows)
  const { afterLoss } = rules
  return rows.flatMap(({ rack, servers, ...there }) => {
    // Lost with the substitute in it, the rack leaves what the others hold.
    const tooLittle = afterLoss !== null && RESOURCES.some((of) => all[of] - there[of] < afterLoss[of])
    return rack !== null && (servers >= cap || tooLittle) ? [rack] : []
  })
}

/**
 * Locks the first that is still eligible. One that another transaction holds is passed over instead of waited for: they are
 * tried in order of shape, not of id, so waiting could end in a circle.
 */
async function takeFirst(tx: TxCtx, lost: Loss, candidates: readonly Candidate[]): Promise<Candidate | null> {
  for (const candidate of candidates) {
    const locked = await tx.db.$queryRaw<unknown[]>`
      SELECT 1 FROM servers WHERE id = ${candidate.serverId} FOR UPDATE SKIP LOCKED`
    if (locked.length === 0) continue
    const [facts] = await loadServerFacts(tx, [candidate.serverId])
    if (facts === undefined || facts.datacenterId !== lost.order.datacenterId) continue
    const rules = { includeWarehouse: lost.includeWarehouse, now: tx.clock() }
    if (ineligibleReason(eligibilityOf(facts), rules) === null) return candidate
  }
  return null
}

function noneWillDo(lost: Loss): AppError {
  return new AppError('infeasible', `No free server can take the place of ${lost.barcode}.`, {
    details: { shortfall: [{ resource: 'servers', asked: 1, available: 0 }] },
  })
}
