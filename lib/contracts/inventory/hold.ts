import { z } from 'zod'
import { endpoint, nothing } from '../endpoint'
import { anyOf, page, pageQuery } from '../paging'
import { code, instant, text, utc, version } from '../primitives'

export const holdView = z
  .object({
    id: z.uuid(),
    server: code,
    reason: z.string(),
    by: z.string(),
    until: utc.optional(),
    createdAt: utc,
    endedAt: utc.optional(),
    version,
  })
  .meta({ id: 'Hold' })
export type HoldView = z.input<typeof holdView>

export const placeHoldInput = z.strictObject({ server: code, reason: text(500), until: instant.optional() })
export const editHoldInput = z.strictObject({ reason: text(500).optional(), until: instant.nullable().optional() })

const params = z.strictObject({ id: z.uuid() })
const tag = 'Inventory'

export const listHoldsEndpoint = endpoint({
  method: 'GET',
  path: '/holds',
  operation: 'inventory.read',
  tag,
  summary: 'List holds',
  query: z.strictObject({
    ...pageQuery,
    server: anyOf(code),
    datacenter: anyOf(code),
    active: z.enum(['true', 'false']).optional(),
  }),
  success: 200,
  response: page(holdView),
})
export const placeHoldEndpoint = endpoint({
  method: 'POST',
  path: '/holds',
  operation: 'inventory.place-hold',
  tag,
  summary: 'Take a server out of planning',
  body: placeHoldInput,
  success: 201,
  response: holdView,
  refusals: [409, 422],
})
export const getHoldEndpoint = endpoint({
  method: 'GET',
  path: '/holds/{id}',
  operation: 'inventory.read',
  tag,
  summary: 'One hold',
  params,
  success: 200,
  response: holdView,
  refusals: [404],
})
export const editHoldEndpoint = endpoint({
  method: 'PATCH',
  path: '/holds/{id}',
  operation: 'inventory.edit-hold',
  tag,
  summary: 'Change a hold’s reason or end',
  params,
  body: editHoldInput,
  success: 200,
  response: holdView,
  refusals: [404, 409, 412],
})
export const endHoldEndpoint = endpoint({
  method: 'DELETE',
  path: '/holds/{id}',
  operation: 'inventory.end-hold',
  tag,
  summary: 'End a hold; it stays in the history',
  params,
  success: 204,
  response: nothing,
  refusals: [404, 409, 412],
})
