import { z } from 'zod'
import { endpoint, nothing } from '../endpoint'
import { anyOf, page, pageQuery } from '../paging'
import { code, face, heightU, rackUnit, text, utc, version } from '../primitives'

/** `from`: where the server is now, in words; `order`: what the place is reserved for. */
export const plannedMoveView = z
  .object({
    id: z.uuid(),
    server: code,
    from: z.string().optional(),
    rack: code,
    u: rackUnit,
    heightU,
    face,
    depth: z.enum(['full', 'half']),
    order: z.string().optional(),
    note: z.string().optional(),
    by: z.string(),
    createdAt: utc,
    version,
  })
  .meta({ id: 'PlannedMove' })
export type PlannedMoveView = z.input<typeof plannedMoveView>

/** Without `order`, that of the server, where it is promised to one. */
export const planMoveInput = z.strictObject({
  server: code,
  rack: code,
  u: rackUnit,
  face: face.default('front'),
  order: code.optional(),
  note: text(500).optional(),
})

const tag = 'Inventory'

export const listPlannedMovesEndpoint = endpoint({
  method: 'GET',
  path: '/planned-moves',
  operation: 'inventory.read',
  tag,
  summary: 'List the places that are kept for servers, newest first',
  query: z.strictObject({
    ...pageQuery,
    server: anyOf(code),
    rack: anyOf(code),
    order: anyOf(code),
    datacenter: anyOf(code),
  }),
  success: 200,
  response: page(plannedMoveView),
})
export const planMoveEndpoint = endpoint({
  method: 'POST',
  path: '/planned-moves',
  operation: 'inventory.plan-move',
  tag,
  summary: 'Keep a place in a rack for a server until it is scanned in there; planned again, it is another place',
  body: planMoveInput,
  success: 201,
  response: plannedMoveView,
  refusals: [409, 422],
})
export const dropPlannedMoveEndpoint = endpoint({
  method: 'DELETE',
  path: '/planned-moves/{id}',
  operation: 'inventory.drop-planned-move',
  tag,
  summary: 'Keep a place no longer',
  params: z.strictObject({ id: z.uuid() }),
  success: 204,
  response: nothing,
  refusals: [404, 412],
})
