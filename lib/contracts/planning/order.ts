import { z } from 'zod'
import { ORDER_STATES } from '../../domain/order-state'
import { editBase } from '../audit/edit'
import { endpoint, nothing } from '../endpoint'
import { anyOf, page, pageQuery, search } from '../paging'
import { code, count, instant, text, utc, version } from '../primitives'
import { ORDER_SORTS } from './order-sorts'
import { comparisonInput, planComparison, planInput, planView } from './plan'

export const orderStatus = z.enum(ORDER_STATES)
const orderLine = z.strictObject({
  count: z.int().min(1).max(10_000),
  minCpuCores: count,
  minRamGb: count,
  minNvmeGb: count,
})

/** How a server starts from its order's image: as a disc in its BMC, or over its network. */
export const bootMethod = z.enum(['media', 'network'])

/** servers, degraded: barcodes; plan and jobs: ids; cpuCores, ramGb, nvmeGb of an order by lines: the lines' sums. */
/**
 * canary: so many servers are tried first, anew each time that the order is provisioned, and the rest begin once they have
 * succeeded; failureBudget: so many may fail, one more and nothing else is begun.
 */
export const waves = z.strictObject({
  canary: z.int().min(1).max(1_000).optional(),
  failureBudget: z.int().min(0).max(1_000).optional(),
})
export type WavesInput = z.input<typeof waves>

export const orderView = z
  .object({
    number: code,
    status: orderStatus,
    customer: z.string(),
    datacenter: code,
    cpuCores: z.int(),
    ramGb: z.int(),
    nvmeGb: z.int(),
    lines: z.array(z.object({ count: z.int(), minCpuCores: z.int(), minRamGb: z.int(), minNvmeGb: z.int() })),
    plan: z.uuid().optional(),
    /** How many its lines ask for, or its plan takes; absent for totals that have no plan yet. */
    wantedServers: z.int().optional(),
    servers: z.array(code),
    degraded: z.array(code),
    jobs: z.array(z.uuid()),
    image: code.optional(),
    boot: bootMethod,
    waves: waves.optional(),
    endsAt: utc.optional(),
    /** Name of who placed it. */
    createdBy: z.string().optional(),
    cancelRequested: z.boolean(),
    statusSince: utc,
    createdAt: utc,
    updatedAt: utc,
    version,
  })
  .meta({ id: 'Order' })
export type OrderView = z.input<typeof orderView>

const head = {
  customer: text(200),
  datacenter: code,
  image: code.optional(),
  boot: bootMethod.optional(),
  endsAt: instant.optional(),
  /** What was kept while it was typed: thrown away once the order is there. */
  sketch: z.uuid().optional(),
}
/** Totals (each ≥ 0, one > 0) or lines. */
export const createOrderInput = z
  .strictObject({
    ...head,
    cpuCores: count.optional(),
    ramGb: count.optional(),
    nvmeGb: count.optional(),
    lines: z.array(orderLine).min(1).max(100).optional(),
  })
  .refine(
    (order) => order.lines === undefined || [order.cpuCores, order.ramGb, order.nvmeGb].every((n) => n === undefined),
    {
      message: 'An order has either totals or lines',
      path: ['lines'],
    },
  )
  .refine(
    (order) => order.lines !== undefined || (order.cpuCores ?? 0) + (order.ramGb ?? 0) + (order.nvmeGb ?? 0) > 0,
    {
      message: 'One of cpuCores, ramGb, nvmeGb must be greater than 0',
      path: ['cpuCores'],
    },
  )
  .refine(
    (order) =>
      order.lines === undefined || order.lines.every((line) => line.minCpuCores + line.minRamGb + line.minNvmeGb > 0),
    {
      message: 'Each line must ask for something',
      path: ['lines'],
    },
  )
const orderEdit = {
  customer: text(200).optional(),
  image: code.nullable().optional(),
  boot: bootMethod.optional(),
  endsAt: instant.nullable().optional(),
}
export const editOrderInput = z.strictObject({
  ...orderEdit,
  base: z.strictObject(orderEdit).meta(editBase).optional(),
})

export const conflict = z.object({ barcode: code, state: z.string(), order: code.optional(), reason: z.string() })
export type Conflict = z.input<typeof conflict>

const params = z.strictObject({ number: code })
const tag = 'Orders'

/** mine: placed by whoever asks; trouble: failed, past its end while active, or missing a server that it lost. */
const orderFilters = {
  q: search,
  status: anyOf(orderStatus),
  datacenter: anyOf(code),
  customer: anyOf(text(200)),
  mine: z.enum(['true']).optional(),
  trouble: z.enum(['true']).optional(),
}

export const orderCounts = z
  .object({
    /** What the filters show now. */
    shown: z.int(),
    status: z.partialRecord(orderStatus, z.int()),
    datacenter: z.record(z.string(), z.int()),
    mine: z.int(),
    trouble: z.int(),
    /** Customers of the latest orders, most first. */
    customers: z.array(z.object({ customer: z.string(), orders: z.int() })),
  })
  .meta({ id: 'OrderCounts' })
export type OrderCounts = z.input<typeof orderCounts>

export const listOrdersEndpoint = endpoint({
  method: 'GET',
  path: '/orders',
  operation: 'planning.read',
  tag,
  summary: 'List orders, newest first',
  query: z.strictObject({ ...pageQuery, ...orderFilters, sort: z.enum(ORDER_SORTS).default('-createdAt') }),
  success: 200,
  response: page(orderView),
})
export const countOrdersEndpoint = endpoint({
  method: 'GET',
  path: '/order-counts',
  operation: 'planning.read',
  tag,
  summary: 'How many orders each filter of the list would show beside the others; over 1,000 counts as 1,001',
  query: z.strictObject(orderFilters),
  success: 200,
  response: orderCounts,
})
export const createOrderEndpoint = endpoint({
  method: 'POST',
  path: '/orders',
  operation: 'planning.create-order',
  tag,
  summary: 'Place an order: totals, or lines of shapes',
  body: createOrderInput,
  success: 201,
  response: orderView,
  refusals: [422],
})
export const getOrderEndpoint = endpoint({
  method: 'GET',
  path: '/orders/{number}',
  operation: 'planning.read',
  tag,
  summary: 'One order',
  params,
  success: 200,
  response: orderView,
  refusals: [404],
})
export const editOrderEndpoint = endpoint({
  method: 'PATCH',
  path: '/orders/{number}',
  operation: 'planning.edit-order',
  tag,
  summary: 'Edit customer, image or end date',
  params,
  body: editOrderInput,
  success: 200,
  response: orderView,
  refusals: [404, 409, 412, 422],
})
export const deleteOrderEndpoint = endpoint({
  method: 'DELETE',
  path: '/orders/{number}',
  operation: 'planning.delete-order',
  tag,
  summary: 'Delete a draft that never held a server',
  params,
  success: 204,
  response: nothing,
  refusals: [404, 409, 412],
})
export const planOrderEndpoint = endpoint({
  method: 'POST',
  path: '/orders/{number}/plan',
  operation: 'planning.plan-order',
  tag,
  summary: 'Plan an order; the plan before is superseded, servers already held are given back',
  params,
  body: planInput.prefault({}),
  success: 201,
  response: planView,
  refusals: [404, 409, 422],
})
export const comparePlansEndpoint = endpoint({
  method: 'POST',
  path: '/orders/{number}/plan-comparison',
  operation: 'planning.plan-order',
  tag,
  summary: 'Every objective and greedy side by side, over the same inventory; nothing is saved',
  params,
  body: comparisonInput.prefault({}),
  success: 200,
  response: planComparison,
  refusals: [404, 422],
})
export const allocateOrderEndpoint = endpoint({
  method: 'POST',
  path: '/orders/{number}/allocate',
  operation: 'allocation.allocate-order',
  tag,
  summary: 'Promise the plan’s servers, all or none; 409 names each lost server and offers a fresh plan',
  params,
  body: z.strictObject({ planId: z.uuid().optional() }).prefault({}),
  success: 200,
  response: orderView,
  refusals: [404, 409],
})
export const replaceServerEndpoint = endpoint({
  method: 'POST',
  path: '/orders/{number}/replacements',
  operation: 'allocation.replace-server',
  tag,
  summary: 'Allocate a substitute for a server that broke',
  params,
  body: z.strictObject({ barcode: code }),
  success: 201,
  response: orderView,
  refusals: [404, 409, 422],
})
export const provisionOrderEndpoint = endpoint({
  method: 'POST',
  path: '/orders/{number}/provision',
  operation: 'provisioning.provision-order',
  tag,
  summary:
    'Provision: one job per server (again for those that failed), in waves where asked; without, as it was asked before',
  params,
  body: z.strictObject({ waves: waves.nullable().optional() }).prefault({}),
  success: 202,
  response: orderView,
  refusals: [404, 409],
})
export const cancelOrderEndpoint = endpoint({
  method: 'POST',
  path: '/orders/{number}/cancel',
  operation: 'provisioning.cancel-order',
  tag,
  summary: 'Cancel an order; running jobs stop between steps',
  params,
  body: z.strictObject({ reason: text(500).optional() }).prefault({}),
  success: 202,
  response: orderView,
  refusals: [404, 409],
})
export const releaseOrderEndpoint = endpoint({
  method: 'POST',
  path: '/orders/{number}/release',
  operation: 'provisioning.release-order',
  tag,
  summary: 'Release an order: each server is wiped, then free',
  params,
  body: z.strictObject({ reason: text(500).optional() }).prefault({}),
  success: 202,
  response: orderView,
  refusals: [404, 409],
})
