import { type FreshPlan, type PlanView, planView } from '../../contracts/planning/plan'
import type { Prisma } from '../../db/generated/client'
import type { ChosenServer, Constraints, PlanOutcome, PlanTotals } from '../../domain/planning/plan'
import type { PlanRequest } from './plan-request'

export const planSelect = {
  id: true,
  order: { select: { number: true, datacenterId: true } },
  status: true,
  objective: true,
  constraints: true,
  includeWarehouse: true,
  method: true,
  proof: true,
  value: true,
  bound: true,
  totals: true,
  leftOut: true,
  exact: true,
  tookMs: true,
  createdBy: true,
  createdAt: true,
  items: {
    select: {
      rackCode: true,
      u: true,
      line: { select: { position: true } },
      server: { select: { barcode: true, model: { select: { slug: true } } } },
    },
    orderBy: { position: 'asc' },
  },
} as const satisfies Prisma.AllocationPlanSelect

export type PlanRow = Prisma.AllocationPlanGetPayload<{ select: typeof planSelect }>

/** The columns of JSON and words, as the contract knows them. */
const kept = planView.pick({
  objective: true,
  constraints: true,
  method: true,
  proof: true,
  totals: true,
  leftOut: true,
  exact: true,
  tookMs: true,
})

export function toPlanView(row: PlanRow): PlanView {
  return {
    ...kept.parse(row),
    id: row.id,
    order: row.order.number,
    status: row.status,
    includeWarehouse: row.includeWarehouse,
    value: Number(row.value),
    bound: row.bound === null ? null : Number(row.bound),
    gap: row.bound === null ? null : Number(row.value - row.bound),
    items: row.items.map(({ server, rackCode, u, line }) => {
      const { barcode, model } = server
      return viewItem({
        barcode,
        model: model?.slug ?? 'unidentified',
        rack: rackCode,
        u,
        line: line?.position ?? null,
      })
    }),
    createdBy: row.createdBy,
    createdAt: row.createdAt.toISOString(),
  }
}

export function objectiveOf(row: { objective: string }): PlanRequest['objective'] {
  return kept.shape.objective.parse(row.objective)
}

export function constraintsOf(row: { constraints: Prisma.JsonValue }): Constraints {
  return kept.shape.constraints.parse(row.constraints)
}

/** A plan that was computed and not saved, in the same words. */
export function toFreshPlan(
  orderNumber: string,
  request: PlanRequest,
  outcome: FeasibleOutcome,
  tookMs: number,
): FreshPlan {
  return {
    order: orderNumber,
    objective: request.objective,
    constraints: plainConstraints(request.constraints),
    includeWarehouse: request.includeWarehouse,
    method: outcome.method,
    proof: outcome.proof,
    value: outcome.value,
    bound: outcome.bound,
    gap: outcome.bound === null ? null : outcome.value - outcome.bound,
    items: outcome.items.map(viewItem),
    totals: viewTotals(outcome.totals),
    leftOut: leftOutOf(outcome),
    exact: proofOf(outcome),
    tookMs,
  }
}

/** As it is stored and shown; null for a greedy plan. */
export function proofOf({ exact }: FeasibleOutcome): PlanView['exact'] {
  if (exact === null) return null
  const { goals, limitPrices, snapshot, certificate } = exact
  const { scaleBits, columns, rows, bound } = certificate
  return {
    goals,
    limitPrices,
    snapshot,
    certificate: {
      scaleBits,
      bound,
      columns: columns.map((column) => ({ ...column })),
      rows: rows.map(({ name, coefficients, atLeast, price }) => ({
        name,
        coefficients: [...coefficients],
        atLeast,
        price,
      })),
    },
  }
}

export type FeasibleOutcome = Extract<PlanOutcome, { kind: 'feasible' }>

/** A chosen server as a plan shows it. */
export function viewItem({
  barcode,
  model,
  rack,
  u,
  line,
}: Pick<ChosenServer, 'barcode' | 'model' | 'rack' | 'u' | 'line'>): PlanView['items'][number] {
  return {
    barcode,
    model,
    ...(rack === null || u === null ? {} : { rack, u }),
    ...(line === null ? {} : { line }),
  }
}

export function viewTotals({ costCents, ...totals }: PlanTotals): PlanView['totals'] {
  return { ...totals, cost: costCents }
}

export function leftOutOf({ leftOut }: FeasibleOutcome): PlanView['leftOut'] {
  return leftOut.map(({ model, missing }) => ({ model, missing }))
}

/** Without the keys that were not given, which JSON does not keep. */
export function plainConstraints(constraints: Constraints): FreshPlan['constraints'] {
  const { models, maxPerRack, maxSharePerRack, rackPower, surviveRackLoss } = constraints
  return {
    ...(models === undefined ? {} : { models: plainModels(models) }),
    ...(maxPerRack === undefined ? {} : { maxPerRack }),
    ...(maxSharePerRack === undefined ? {} : { maxSharePerRack }),
    ...(rackPower === undefined ? {} : { rackPower }),
    ...(surviveRackLoss === undefined ? {} : { surviveRackLoss }),
  }
}

function plainModels({ allow, exclude }: NonNullable<Constraints['models']>): { allow?: string[]; exclude?: string[] } {
  return {
    ...(allow === undefined ? {} : { allow: [...allow] }),
    ...(exclude === undefined ? {} : { exclude: [...exclude] }),
  }
}
