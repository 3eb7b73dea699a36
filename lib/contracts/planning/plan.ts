import { z } from 'zod'
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
    leftOut: z.array(z.object({ model: code, missing: z.string() })),
    createdBy: z.string(),
    createdAt: utc,
  })
  .meta({ id: 'Plan' })
export type PlanView = z.input<typeof planView>

/** An answer that was computed but not saved: offered with a conflict. */
export const freshPlan = planView.omit({ id: true, status: true, createdBy: true, createdAt: true })
export type FreshPlan = z.input<typeof freshPlan>

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
