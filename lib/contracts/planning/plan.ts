import { z } from 'zod'
import { LIMITS } from '../../domain/planning/plan'
import { endpoint, nothing } from '../endpoint'
import { anyOf, page, pageQuery } from '../paging'
import { code, positive, rackUnit, utc } from '../primitives'

export const OBJECTIVES = [
  'fewest-servers',
  'lowest-cost',
  'least-stranded',
  'fewest-racks',
  'lowest-power',
  'greedy',
] as const
export const objective = z.enum(OBJECTIVES)

export const constraintsInput = z.strictObject({
  models: z
    .strictObject({ allow: z.array(code).max(200).optional(), exclude: z.array(code).max(200).optional() })
    .optional(),
  maxPerRack: positive.optional(),
  maxSharePerRack: z
    .int()
    .min(1)
    .max(100)
    .optional()
    .meta({ description: 'Per cent of the order’s servers, rounded up' }),
  rackPower: z.boolean().optional().meta({ description: 'Keep within each rack’s power budget' }),
  surviveRackLoss: z.int().min(1).max(100).optional().meta({
    description: 'Per cent of what is asked that must be left when any one rack is lost, rounded up',
  }),
})
export const planInput = z.strictObject({
  objective: objective.default('fewest-servers'),
  constraints: constraintsInput.default({}),
  includeWarehouse: z.boolean().default(false),
})

export const planItem = z.object({
  barcode: code,
  model: code,
  rack: code.optional(),
  u: rackUnit.optional(),
  line: z.int().optional(),
})
/**
 * cost: cents a month, and powerW: null where a chosen model has none on record; stranded: Σ (taken − asked) × weight;
 * leftOut: models without what the objective needs.
 */
export const planTotals = z.object({
  servers: z.int(),
  cpuCores: z.int(),
  ramGb: z.int(),
  nvmeGb: z.int(),
  cost: z.int().nullable(),
  powerW: z.int().nullable(),
  racks: z.int(),
  stranded: z.int(),
  firmwareAtTarget: z.int().optional(),
  mostInRack: z.int().optional(),
})
/** In servers, cents, points, watts or racks: no plan as good in the goals before it is below the bound. */
const goalResult = z.object({
  goal: z.enum(['servers', 'cost', 'stranded', 'power', 'firmware', 'warehouse', 'racks']),
  value: z.int(),
  bound: z.int(),
})
const limit = z.enum(LIMITS)
/**
 * For any prices y ≥ 0 (whole numbers over 2^scaleBits) no plan is below ⌈Σ y·atLeast − Σ limit·max(0, Σ y·coefficient −
 * cost)⌉: with these that is the bound, which anyone can work out in whole numbers.
 */
const certificate = z
  .object({
    scaleBits: z.int(),
    columns: z.array(z.object({ name: z.string(), cost: z.int(), limit: z.int() })),
    rows: z.array(z.object({ name: z.string(), coefficients: z.array(z.int()), atLeast: z.int(), price: z.string() })),
    bound: z.int(),
  })
  .meta({ id: 'PlanCertificate' })
/** How a proven plan was come by. limitPrices: what the first goal would be without each limit. */
export const planProof = z.object({
  goals: z.array(goalResult),
  limitPrices: z.array(z.object({ limit, value: z.int().nullable() })),
  snapshot: z.string(),
  certificate,
})
export const planView = z
  .object({
    id: z.uuid(),
    order: code,
    status: z.enum(['current', 'superseded', 'allocated']),
    objective,
    constraints: constraintsInput,
    includeWarehouse: z.boolean(),
    method: z.enum(['exact', 'greedy']),
    proof: z.enum(['optimal', 'feasible']),
    value: z.int(),
    bound: z.int().nullable(),
    items: z.array(planItem),
    totals: planTotals,
    gap: z.int().nullable(),
    leftOut: z.array(z.object({ model: code, missing: z.string() })),
    exact: planProof.nullable(),
    tookMs: z.int().nullable(),
    createdBy: z.string(),
    createdAt: utc,
  })
  .meta({ id: 'Plan' })
export type PlanView = z.input<typeof planView>

/** An answer that was computed but not saved: offered with a conflict. */
export const freshPlan = planView.omit({ id: true, status: true, createdBy: true, createdAt: true })
export type FreshPlan = z.input<typeof freshPlan>

/**
 * What would do where nothing is feasible: each change was solved for, `servers` is what its plan would take. largestShare:
 * the largest whole per cent of everything asked that fits. shortBy: amounts, where there is too little of what the shortfall
 * names, as far as the limits leave it; limits, where there is enough of each but no choice keeps all limits at once, and the
 * shortfall is what the largest share comes to.
 */
export const infeasibleDetails = z.object({
  shortfall: z.array(
    z.object({
      resource: z.enum(['cpuCores', 'ramGb', 'nvmeGb', 'servers']),
      asked: z.int(),
      available: z.int(),
      line: z.int().optional(),
    }),
  ),
  proven: z.boolean(),
  leftOut: z.array(z.object({ model: code, servers: z.int(), missing: z.string() })),
  smallestChange: z.array(z.object({ resource: z.string(), less: z.int(), line: z.int().optional() })).optional(),
  shortBy: z.enum(['amounts', 'limits']).optional(),
  largestShare: z.int().optional(),
  smallestPerRack: z.object({ maxPerRack: z.int(), servers: z.int() }).nullable().optional(),
  droppable: z.array(z.object({ limit, servers: z.int() })).optional(),
  withWarehouse: z.object({ servers: z.int(), stored: z.int() }).nullable().optional(),
  elsewhere: z.array(z.object({ datacenter: code, servers: z.int() })).optional(),
  counted: z
    .object({
      inDatacenter: z.int(),
      racked: z.int(),
      warehouse: z.int(),
      promised: z.int(),
      inService: z.int(),
      broken: z.int(),
      blocked: z.int(),
      excluded: z.int(),
      usable: z.int(),
    })
    .optional(),
})
export type InfeasibleDetails = z.output<typeof infeasibleDetails>

export const comparisonInput = planInput.omit({ objective: true })
/**
 * One of the compared plans; where this objective has none, `infeasible` says why in words. leftOut: models without what it
 * needs.
 */
const comparedPlan = z.object({
  objective,
  plan: freshPlan.nullable(),
  infeasible: z.string().nullable(),
  leftOut: z.array(z.object({ model: code, missing: z.string() })),
})
/** All over the same inventory; usable: the servers that could be chosen; free: all that are free. Nothing is saved. */
export const planComparison = z
  .object({
    order: code,
    constraints: constraintsInput,
    includeWarehouse: z.boolean(),
    free: z.int(),
    usable: z.int(),
    plans: z.array(comparedPlan),
  })
  .meta({ id: 'PlanComparison' })
export type PlanComparison = z.input<typeof planComparison>

const params = z.strictObject({ id: z.uuid() })
const tag = 'Planning'

export const listPlansEndpoint = endpoint({
  method: 'GET',
  path: '/plans',
  operation: 'planning.read',
  tag,
  summary: 'List plans, newest first',
  query: z.strictObject({
    ...pageQuery,
    order: anyOf(code),
    status: anyOf(z.enum(['current', 'superseded', 'allocated'])),
  }),
  success: 200,
  response: page(planView),
})
export const getPlanEndpoint = endpoint({
  method: 'GET',
  path: '/plans/{id}',
  operation: 'planning.read',
  tag,
  summary: 'One plan',
  params,
  success: 200,
  response: planView,
  refusals: [404],
})
export const dropPlanEndpoint = endpoint({
  method: 'DELETE',
  path: '/plans/{id}',
  operation: 'planning.drop-plan',
  tag,
  summary: 'Drop the current plan: its order is a draft again',
  params,
  success: 204,
  response: nothing,
  refusals: [404, 409],
})
