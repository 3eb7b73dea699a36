import { z } from 'zod'
import { endpoint, nothing } from '../endpoint'
import { anyOf, page, pageQuery, search } from '../paging'
import { code, count, label, positive, text, utc, version } from '../primitives'
import { partFactsInput, partFactsView } from './part-facts'
import { partKind, ticketPriority, ticketType } from './ticket-words'

/** models: the server models that it fits. */
export const sparePartView = z
  .object({
    sku: code,
    kind: z.string(),
    description: z.string(),
    facts: partFactsView,
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
  facts: partFactsInput.default({}),
  models: z.array(code).max(200).default([]),
})
export const editSparePartInput = z.strictObject({
  description: text(500).optional(),
  facts: partFactsInput.optional(),
  models: z.array(code).max(200).optional(),
})

/**
 * id: sku@warehouse. available excludes reserved. low: available under the minimum. waiting: components in that datacenter
 * that wait for a part and that this one fits.
 */
export const stockView = z
  .object({
    id: z.string(),
    sku: code,
    kind: z.string(),
    description: z.string(),
    facts: partFactsView,
    models: z.array(code),
    warehouse: code,
    datacenter: code,
    available: z.int(),
    reserved: z.int(),
    shelf: z.string().optional(),
    minimum: z.int().optional(),
    low: z.boolean(),
    waiting: z.int(),
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
    kind: z.enum(['RECEIVE', 'ISSUE', 'RESERVE', 'RETURN', 'CONSUME', 'TRANSFER_OUT', 'TRANSFER_IN', 'COUNT']),
    availableDelta: z.int(),
    reservedDelta: z.int(),
    reason: z.string(),
    ticket: code.optional(),
    actor: z.string(),
  })
  .meta({ id: 'StockMovement' })
export type MovementView = z.input<typeof movementView>

/** quantity < 0 takes out. serials: of each piece that moves, where they are known; as many as move. */
export const moveStockInput = z.strictObject({
  sku: code,
  warehouse: code,
  quantity: z
    .int()
    .min(-1_000_000)
    .max(1_000_000)
    .refine((n) => n !== 0, { message: 'Must not be 0' }),
  reason: text(500),
  serials: z.array(label).min(1).max(1_000).optional(),
})
export const transferStockInput = z.strictObject({
  sku: code,
  from: code,
  to: code,
  quantity: positive.max(1_000_000),
  reason: text(500),
})
export const transferView = z.object({ from: stockView, to: stockView }).meta({ id: 'StockTransfer' })
export type TransferView = z.input<typeof transferView>

/** counted: all that lies there, what tickets have reserved included. */
export const countStockInput = z.strictObject({
  sku: code,
  warehouse: code,
  counted: count.max(1_000_000),
  reason: text(500),
})

/** A component that waits for a part, in the order in which they are served, or that has one reserved. */
export const waitingView = z
  .object({
    ticket: code,
    type: ticketType,
    priority: ticketPriority,
    server: code,
    component: z.string(),
    facts: partFactsView,
    since: utc,
  })
  .meta({ id: 'WaitingComponent' })
export type WaitingView = z.input<typeof waitingView>

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
  summary: 'Set shelf and minimum, also of a part that never lay there',
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
export const transferStockEndpoint = endpoint({
  method: 'POST',
  path: '/stock/transfers',
  operation: 'tickets.transfer-stock',
  tag,
  summary: 'Move stock from one warehouse to another; waiting tickets there are served',
  body: transferStockInput,
  success: 201,
  response: transferView,
  refusals: [409, 422],
})
export const countStockEndpoint = endpoint({
  method: 'POST',
  path: '/stock/counts',
  operation: 'tickets.count-stock',
  tag,
  summary: 'Say how many were counted; the difference is a movement',
  body: countStockInput,
  success: 201,
  response: stockView,
  refusals: [409, 422],
})
export const listWaitingEndpoint = endpoint({
  method: 'GET',
  path: '/stock/{id}/waiting',
  operation: 'tickets.read',
  tag,
  summary: 'Who waits for the part in that datacenter, the next one served first',
  params: stockParams,
  query: z.strictObject({ limit: pageQuery.limit }),
  success: 200,
  response: page(waitingView),
  refusals: [404],
})
export const listReservationsEndpoint = endpoint({
  method: 'GET',
  path: '/stock/{id}/reservations',
  operation: 'tickets.read',
  tag,
  summary: 'For which tickets the parts are kept that are reserved in that warehouse, the longest first',
  params: stockParams,
  query: z.strictObject({ limit: pageQuery.limit }),
  success: 200,
  response: page(waitingView),
  refusals: [404],
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
