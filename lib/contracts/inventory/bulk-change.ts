import { z } from 'zod'
import { BULK_CHANGE_STATES } from '../../domain/bulk-changes/bulk-change-state'
import { bytes, endpoint } from '../endpoint'
import { anyOf, page, pageQuery } from '../paging'
import { code, utc, uuid } from '../primitives'
import { MOST_BULK_NAMED } from './batch-sizes'
import { serverFilter } from './server'
import { refusedGroups, serverChange } from './server-batch'

const tag = 'Inventory'

/** The servers named, or all that a filter leaves when it is sent: those that come into the filter later are not changed. */
const selection = z.union([
  z.strictObject({ barcodes: z.array(code).min(1).max(MOST_BULK_NAMED) }),
  z.strictObject({ filter: serverFilter }),
])
export const startBulkChangeInput = z.strictObject({ selection, change: serverChange })

/** total: the servers of it; done, already (so before) and refused of them are over. asked: how they were chosen. */
export const bulkChangeView = z
  .object({
    id: uuid,
    change: serverChange,
    asked: z.union([z.object({ barcodes: z.int() }), z.object({ filter: z.record(z.string(), z.unknown()) })]),
    status: z.enum(BULK_CHANGE_STATES),
    total: z.int(),
    done: z.int(),
    already: z.int(),
    refused: z.int(),
    problem: z.string().optional(),
    startedBy: z.string(),
    request: z.string().meta({ description: 'Each server’s audit entry carries it' }),
    createdAt: utc,
    startedAt: utc.optional(),
    finishedAt: utc.optional(),
  })
  .meta({ id: 'BulkChange' })
export type BulkChangeView = z.input<typeof bulkChangeView>

/** reasons: the refused by reason, most first, 20 reasons at most. */
export const bulkChangeDetail = bulkChangeView.extend({ reasons: refusedGroups }).meta({ id: 'BulkChangeDetail' })
export type BulkChangeDetailView = z.input<typeof bulkChangeDetail>

export const refusedServer = z
  .object({ position: z.int(), barcode: code, code: z.string(), reason: z.string() })
  .meta({ id: 'BulkChangeRefusal' })
export type RefusedServerView = z.input<typeof refusedServer>

const params = z.strictObject({ id: uuid })

export const startBulkChangeEndpoint = endpoint({
  method: 'POST',
  path: '/bulk-changes',
  operation: 'lifecycle.start-bulk-change',
  tag,
  summary: 'Make one change to up to 100,000 servers; a worker does it, each server by itself, and says how far it is',
  body: startBulkChangeInput,
  success: 202,
  response: bulkChangeView,
  refusals: [422],
})
export const listBulkChangesEndpoint = endpoint({
  method: 'GET',
  path: '/bulk-changes',
  operation: 'lifecycle.read',
  tag,
  summary: 'List changes of many servers, newest first: one’s own, or all for who may act everywhere',
  query: z.strictObject({ ...pageQuery, status: anyOf(z.enum(BULK_CHANGE_STATES)) }),
  success: 200,
  response: page(bulkChangeView),
})
export const getBulkChangeEndpoint = endpoint({
  method: 'GET',
  path: '/bulk-changes/{id}',
  operation: 'lifecycle.read',
  tag,
  summary: 'One change of many servers: how far it is, and the refused by reason',
  params,
  success: 200,
  response: bulkChangeDetail,
  refusals: [404],
})
export const listRefusedServersEndpoint = endpoint({
  method: 'GET',
  path: '/bulk-changes/{id}/refused',
  operation: 'lifecycle.read',
  tag,
  summary: 'The servers that it refused, each with its reason',
  params,
  query: z.strictObject(pageQuery),
  success: 200,
  response: page(refusedServer),
  refusals: [404],
})
export const downloadRefusedServersEndpoint = endpoint({
  method: 'GET',
  path: '/bulk-changes/{id}/refused-table',
  operation: 'lifecycle.read',
  tag,
  summary: 'The same servers as a table',
  params,
  success: 200,
  file: ['text/csv'],
  response: bytes,
  refusals: [404],
})
export const cancelBulkChangeEndpoint = endpoint({
  method: 'POST',
  path: '/bulk-changes/{id}/cancel',
  operation: 'lifecycle.start-bulk-change',
  tag,
  summary: 'Stop a change of many servers; what is done stays done',
  params,
  success: 202,
  response: bulkChangeView,
  refusals: [404, 409],
})
