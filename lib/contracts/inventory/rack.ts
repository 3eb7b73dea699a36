import { z } from 'zod'
import { FIRMWARE_CONDITIONS, HEALTH } from '../../domain/state-words'
import { editBase } from '../audit/edit'
import { bytes, endpoint, nothing } from '../endpoint'
import { anyOf, page, pageQuery, search } from '../paging'
import { code, face, heightU, modelHeightU, positive, rackUnit, tags, text, utc, version } from '../primitives'
import { COLOURS } from './rack-colours'

/** used: units taken on either face; states: servers by state; powerW and weightKg: sums over the models of what stands there. */
export const rackView = z
  .object({
    code,
    datacenter: code,
    row: z.string().optional(),
    heightU,
    maxPowerW: positive.optional(),
    maxWeightKg: positive.optional(),
    tags: z.array(z.string()),
    note: z.string().optional(),
    powerOutage: z.boolean(),
    powerOutageSince: utc.optional(),
    servers: z.int(),
    states: z.record(z.string(), z.int()),
    usedU: z.int(),
    powerW: z.int(),
    weightKg: z.int(),
    createdAt: utc,
    updatedAt: utc,
    version,
  })
  .meta({ id: 'Rack' })
export type RackView = z.input<typeof rackView>

/** What may stand in a rack beside servers; `blocked`: units that must stay empty, on both faces, for the reason in its name. */
const itemKind = z.enum(['switch', 'pdu', 'panel', 'blanking', 'blocked'])
/** At the side of the rack, outside its units: it runs along `[u, u + heightU)` and takes none of them. */
const itemSide = z.enum(['left', 'right'])

export const rackItemView = z
  .object({
    id: z.uuid(),
    rack: code,
    u: rackUnit,
    heightU,
    face,
    side: itemSide.optional(),
    kind: itemKind,
    name: z.string(),
    createdAt: utc,
    updatedAt: utc,
    version,
  })
  .meta({ id: 'RackItem' })
export type RackItemView = z.input<typeof rackItemView>

/** What a cell of an elevation shows of a server. */
export const standingServer = z.object({
  barcode: code,
  state: z.string(),
  model: z.string().optional(),
  modelName: z.string().optional(),
  u: rackUnit,
  heightU: modelHeightU,
  face,
  depth: z.enum(['full', 'half']),
  order: z.string().optional(),
  held: z.boolean(),
  openHighTickets: z.int(),
  health: z.enum(HEALTH).optional(),
  trouble: z.string().optional().meta({ description: 'Type of its most urgent ticket that is not ended' }),
  firmware: z.enum(FIRMWARE_CONDITIONS).optional(),
  powerW: z.int().optional(),
  weightKg: z.int().optional(),
  planned: z.object({ rack: code, u: rackUnit, face }).optional(),
})

/**
 * What a rack elevation draws: servers with their state (`planned`: where one of them is to go), rack items, and the places that
 * are kept for servers which are to come (`from`: where such a server is now, in words).
 */
export const elevationView = z
  .object({
    rack: rackView,
    servers: z.array(standingServer),
    items: z.array(rackItemView),
    planned: z.array(
      z.object({
        id: z.uuid(),
        barcode: code,
        modelName: z.string().optional(),
        u: rackUnit,
        heightU,
        face,
        depth: z.enum(['full', 'half']),
        from: z.string().optional(),
        order: z.string().optional(),
        by: z.string(),
      }),
    ),
  })
  .meta({ id: 'Elevation' })
export type ElevationView = z.input<typeof elevationView>

/**
 * The servers that stand in racks, counted by what an elevation colours them by, most first; '' counts those without an
 * order or a model. Of health and firmware also by rack.
 */
export const rackCountsView = z
  .object({
    by: z.enum(COLOURS),
    counts: z
      .array(z.object({ key: z.string(), label: z.string().optional(), servers: z.int() }))
      .meta({ description: 'Of the orders of whole datacenters the largest, and the others together under *' }),
    racks: z
      .record(z.string(), z.record(z.string(), z.int()))
      .optional()
      .meta({ description: 'Of up to 1,000 racks in walking order those where something is not well, and what' }),
  })
  .meta({ id: 'RackCounts' })
export type RackCountsView = z.input<typeof rackCountsView>

const rackFields = {
  row: text(64),
  maxPowerW: positive,
  maxWeightKg: positive,
  note: text(2000),
}
export const createRackInput = z.strictObject({
  code,
  datacenter: code,
  heightU,
  row: rackFields.row.optional(),
  maxPowerW: rackFields.maxPowerW.optional(),
  maxWeightKg: rackFields.maxWeightKg.optional(),
  note: rackFields.note.optional(),
  tags: tags.optional(),
})
const rackEdit = {
  heightU: heightU.optional(),
  row: rackFields.row.nullable().optional(),
  maxPowerW: rackFields.maxPowerW.nullable().optional(),
  maxWeightKg: rackFields.maxWeightKg.nullable().optional(),
  note: rackFields.note.nullable().optional(),
  tags: tags.optional(),
}
/** powerOutage starts or ends an outage of this rack: sent alone. */
export const editRackInput = z.strictObject({
  ...rackEdit,
  base: z.strictObject(rackEdit).meta(editBase).optional(),
  powerOutage: z.boolean().optional(),
})
export const createRackItemInput = z.strictObject({
  rack: code,
  u: rackUnit,
  heightU: heightU.default(1),
  face: face.default('front'),
  side: itemSide.optional(),
  kind: itemKind,
  name: text(128),
})
export const editRackItemInput = z.strictObject({
  u: rackUnit.optional(),
  heightU: heightU.optional(),
  face: face.optional(),
  name: text(128).optional(),
})

const params = z.strictObject({ code })
const itemParams = z.strictObject({ id: z.uuid() })
const tag = 'Inventory'

export const listRacksEndpoint = endpoint({
  method: 'GET',
  path: '/racks',
  operation: 'inventory.read',
  tag,
  summary: 'List racks in walking order',
  query: z.strictObject({
    ...pageQuery,
    q: search,
    datacenter: anyOf(code),
    row: anyOf(text(64)),
    tag: anyOf(text(64)),
    sort: z.enum(['walk']).default('walk'),
  }),
  success: 200,
  response: page(rackView),
})
export const createRackEndpoint = endpoint({
  method: 'POST',
  path: '/racks',
  operation: 'inventory.create-rack',
  tag,
  summary: 'Add a rack',
  body: createRackInput,
  success: 201,
  response: rackView,
  refusals: [409, 422],
})
export const getRackEndpoint = endpoint({
  method: 'GET',
  path: '/racks/{code}',
  operation: 'inventory.read',
  tag,
  summary: 'One rack',
  params,
  success: 200,
  response: rackView,
  refusals: [404],
})
export const editRackEndpoint = endpoint({
  method: 'PATCH',
  path: '/racks/{code}',
  operation: 'inventory.edit-rack',
  tag,
  summary: 'Edit a rack',
  params,
  body: editRackInput,
  success: 200,
  response: rackView,
  refusals: [404, 409, 412],
})
export const deleteRackEndpoint = endpoint({
  method: 'DELETE',
  path: '/racks/{code}',
  operation: 'inventory.delete-rack',
  tag,
  summary: 'Delete an empty rack',
  params,
  success: 204,
  response: nothing,
  refusals: [404, 409, 412],
})
export const getElevationEndpoint = endpoint({
  method: 'GET',
  path: '/racks/{code}/elevation',
  operation: 'inventory.read',
  tag,
  summary: 'What stands where in a rack',
  params,
  success: 200,
  response: elevationView,
  refusals: [404],
})
export const listElevationsEndpoint = endpoint({
  method: 'GET',
  path: '/elevations',
  operation: 'inventory.read',
  tag,
  summary: 'What stands where in several racks, in walking order; unknown codes are left out',
  query: z.strictObject({ rack: z.array(code).min(1).max(50) }),
  success: 200,
  response: z.object({ items: z.array(elevationView) }).meta({ id: 'Elevations' }),
})
/** On paper there is no colour: patterns do what colours do on a screen, and the legend says which. */
const drawing = { colour: z.enum(COLOURS).default('state') }
export const drawElevationEndpoint = endpoint({
  method: 'GET',
  path: '/racks/{code}/elevation.svg',
  operation: 'inventory.read',
  tag,
  summary: 'One rack as a drawing, front and rear, black on white, with its legend',
  params,
  query: z.strictObject(drawing),
  success: 200,
  file: ['image/svg+xml'],
  response: bytes,
  refusals: [404],
})
export const drawElevationsEndpoint = endpoint({
  method: 'GET',
  path: '/elevations.svg',
  operation: 'inventory.read',
  tag,
  summary:
    'Racks side by side as a drawing, in walking order, black on white, with its legend; unknown codes are left out',
  query: z.strictObject({ rack: z.array(code).min(1).max(50), ...drawing }),
  success: 200,
  file: ['image/svg+xml'],
  response: bytes,
})
export const getRackCountsEndpoint = endpoint({
  method: 'GET',
  path: '/rack-counts',
  operation: 'inventory.read',
  tag,
  summary: 'Servers in racks, counted by what an elevation colours them by',
  query: z.strictObject({
    by: z.enum(COLOURS).default('state'),
    datacenter: anyOf(code),
    row: anyOf(text(64)),
    cursor: pageQuery.cursor.meta({ description: 'nextCursor of a page of racks: `racks` begins behind it' }),
  }),
  success: 200,
  response: rackCountsView,
})
export const listRackItemsEndpoint = endpoint({
  method: 'GET',
  path: '/rack-items',
  operation: 'inventory.read',
  tag,
  summary: 'List rack items',
  query: z.strictObject({
    ...pageQuery,
    q: search,
    rack: anyOf(code),
    kind: anyOf(itemKind),
  }),
  success: 200,
  response: page(rackItemView),
})
export const createRackItemEndpoint = endpoint({
  method: 'POST',
  path: '/rack-items',
  operation: 'inventory.create-rack-item',
  tag,
  summary: 'Put a switch, PDU, panel or blanking into a rack, or block units of it',
  body: createRackItemInput,
  success: 201,
  response: rackItemView,
  refusals: [409, 422],
})
export const getRackItemEndpoint = endpoint({
  method: 'GET',
  path: '/rack-items/{id}',
  operation: 'inventory.read',
  tag,
  summary: 'One rack item',
  params: itemParams,
  success: 200,
  response: rackItemView,
  refusals: [404],
})
export const editRackItemEndpoint = endpoint({
  method: 'PATCH',
  path: '/rack-items/{id}',
  operation: 'inventory.edit-rack-item',
  tag,
  summary: 'Move or rename a rack item',
  params: itemParams,
  body: editRackItemInput,
  success: 200,
  response: rackItemView,
  refusals: [404, 409, 412],
})
export const deleteRackItemEndpoint = endpoint({
  method: 'DELETE',
  path: '/rack-items/{id}',
  operation: 'inventory.delete-rack-item',
  tag,
  summary: 'Take a rack item out',
  params: itemParams,
  success: 204,
  response: nothing,
  refusals: [404, 412],
})
