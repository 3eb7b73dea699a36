import { z } from 'zod'
import { endpoint, nothing } from '../endpoint'
import { anyOf, page, pageQuery, search } from '../paging'
import { code, count, label, text, utc, version } from '../primitives'
import { partKind } from './ticket-words'

/** models: the server models that it fits. */
export const sparePartView = z
  .object({
    sku: code,
    kind: z.string(),
    description: z.string(),
    models: z.array(code),
    createdAt: utc,
    updatedAt: utc,
    version,
  })
  .meta({ id: 'SparePart' })
export type SparePartView = z.input<typeof sparePartView>

export const createSparePartInput = z.strictObject({
  sku: code,
  kind: partKind,
  description: text(500),
  models: z.array(code).max(200).default([]),
})
export const editSparePartInput = z.strictObject({
  description: text(500).optional(),
  models: z.array(code).max(200).optional(),
})

/** id: sku@warehouse. available excludes reserved. low: available + reserved under the minimum. */
export const stockView = z
  .object({
    id: z.string(),
    sku: code,
    kind: z.string(),
    description: z.string(),
    warehouse: code,
    datacenter: code,
    available: z.int(),
    reserved: z.int(),
    shelf: z.string().optional(),
    minimum: z.int().optional(),
    low: z.boolean(),
    updatedAt: utc,
    version,
  })
  .meta({ id: 'Stock' })
export type StockView = z.input<typeof stockView>

export const movementView = z
  .object({
    id: z.string(),
    at: utc,
    sku: code,
    warehouse: code,
    kind: z.enum(['RECEIVE', 'ISSUE', 'RESERVE', 'RETURN', 'CONSUME']),
    availableDelta: z.int(),
    reservedDelta: z.int(),
    reason: z.string(),
    ticket: code.optional(),
    actor: z.string(),
  })
  .meta({ id: 'StockMovement' })
export type MovementView = z.input<typeof movementView>

/** quantity < 0 takes out. */
export const moveStockInput = z.strictObject({
  sku: code,
  warehouse: code,
  quantity: z
    .int()
    .min(-1_000_000)
    .max(1_000_000)
    .refine((n) => n !== 0, { message: 'Must not be 0' }),
  reason: text(500),
})
export const editStockInput = z.strictObject({
  shelf: label.nullable().optional(),
  minimum: count.nullable().optional(),
})

const partParams = z.strictObject({ sku: code })
const stockParams = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9._:-]{1,64}@[A-Za-z0-9._:-]{1,64}$/, { message: 'sku@warehouse' }),
})
const tag = 'Stock'

export const listSparePartsEndpoint = endpoint({
  method: 'GET',
  path: '/spare-parts',
  operation: 'tickets.read',
  tag,
  summary: 'List spare parts',
  query: z.strictObject({ ...pageQuery, q: search, kind: anyOf(text(32)), model: anyOf(code) }),
  success: 200,
  response: page(sparePartView),
})
export const createSparePartEndpoint = endpoint({
  method: 'POST',
  path: '/spare-parts',
  operation: 'tickets.create-spare-part',
  tag,
  summary: 'Add a spare part',
  body: createSparePartInput,
  success: 201,
  response: sparePartView,
  refusals: [409, 422],
})
export const getSparePartEndpoint = endpoint({
  method: 'GET',
  path: '/spare-parts/{sku}',
  operation: 'tickets.read',
  tag,
  summary: 'One spare part',
  params: partParams,
  success: 200,
  response: sparePartView,
  refusals: [404],
})
export const editSparePartEndpoint = endpoint({
  method: 'PATCH',
  path: '/spare-parts/{sku}',
  operation: 'tickets.edit-spare-part',
  tag,
  summary: 'Edit a spare part',
  params: partParams,
  body: editSparePartInput,
  success: 200,
  response: sparePartView,
  refusals: [404, 412, 422],
})
export const deleteSparePartEndpoint = endpoint({
  method: 'DELETE',
  path: '/spare-parts/{sku}',
  operation: 'tickets.delete-spare-part',
  tag,
  summary: 'Delete a spare part that nothing refers to',
  params: partParams,
  success: 204,
  response: nothing,
  refusals: [404, 409, 412],
})
export const listStockEndpoint = endpoint({
  method: 'GET',
  path: '/stock',
  operation: 'tickets.read',
  tag,
  summary: 'List stock by part and warehouse',
  query: z.strictObject({
    ...pageQuery,
    q: search,
    sku: anyOf(code),
    warehouse: anyOf(code),
    datacenter: anyOf(code),
    low: z.enum(['true', 'false']).optional(),
  }),
  success: 200,
  response: page(stockView),
})
export const getStockEndpoint = endpoint({
  method: 'GET',
  path: '/stock/{id}',
  operation: 'tickets.read',
  tag,
  summary: 'One part in one warehouse (sku@warehouse)',
  params: stockParams,
  success: 200,
  response: stockView,
  refusals: [404],
})
export const editStockEndpoint = endpoint({
  method: 'PATCH',
  path: '/stock/{id}',
  operation: 'tickets.edit-stock',
  tag,
  summary: 'Set shelf and minimum',
  params: stockParams,
  body: editStockInput,
  success: 200,
  response: stockView,
  refusals: [404, 412],
})
export const moveStockEndpoint = endpoint({
  method: 'POST',
  path: '/stock/movements',
  operation: 'tickets.move-stock',
  tag,
  summary: 'Receive stock, or take it out (quantity < 0); waiting tickets are served',
  body: moveStockInput,
  success: 201,
  response: stockView,
  refusals: [409, 422],
})
export const listMovementsEndpoint = endpoint({
  method: 'GET',
  path: '/stock/movements',
  operation: 'tickets.read',
  tag,
  summary: 'The ledger, newest first',
  query: z.strictObject({ ...pageQuery, sku: anyOf(code), warehouse: anyOf(code), ticket: anyOf(code) }),
  success: 200,
  response: page(movementView),
})
