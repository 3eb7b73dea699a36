import { z } from 'zod'
import { endpoint, nothing } from '../endpoint'
import { anyOf, page, pageQuery, search } from '../paging'
import { code, count, depth, label, modelHeightU, text, utc, version } from '../primitives'

const firmwareTarget = z.strictObject({ component: label, version: label })

/** cost: cents a month in the installation's currency. Without cores, RAM and NVMe a model is never eligible. */
export const serverModelView = z
  .object({
    slug: code,
    manufacturer: z.string(),
    model: z.string(),
    heightU: modelHeightU,
    depth,
    cpuCores: count.optional(),
    ramGb: count.optional(),
    nvmeGb: count.optional(),
    maxPowerW: count.optional(),
    weightKg: count.optional(),
    cost: count.optional(),
    firmwareTargets: z.array(z.object({ component: z.string(), version: z.string() })),
    createdAt: utc,
    updatedAt: utc,
    version,
  })
  .meta({ id: 'ServerModel' })
export type ServerModelView = z.input<typeof serverModelView>

export const createServerModelInput = z.strictObject({
  slug: code,
  manufacturer: text(128),
  model: text(128),
  heightU: modelHeightU,
  depth: depth.default('full'),
  cpuCores: count.optional(),
  ramGb: count.optional(),
  nvmeGb: count.optional(),
  maxPowerW: count.optional(),
  weightKg: count.optional(),
  cost: count.optional(),
  firmwareTargets: z.array(firmwareTarget).max(64).default([]),
})
export const editServerModelInput = z.strictObject({
  manufacturer: text(128).optional(),
  model: text(128).optional(),
  heightU: modelHeightU.optional(),
  depth: depth.optional(),
  cpuCores: count.nullable().optional(),
  ramGb: count.nullable().optional(),
  nvmeGb: count.nullable().optional(),
  maxPowerW: count.nullable().optional(),
  weightKg: count.nullable().optional(),
  cost: count.nullable().optional(),
  firmwareTargets: z.array(firmwareTarget).max(64).optional(),
})

const params = z.strictObject({ slug: code })
const tag = 'Inventory'

export const listServerModelsEndpoint = endpoint({
  method: 'GET',
  path: '/server-models',
  operation: 'inventory.read',
  tag,
  summary: 'List server models',
  query: z.strictObject({
    ...pageQuery,
    q: search,
    manufacturer: anyOf(text(128)),
    sort: z.enum(['slug']).default('slug'),
  }),
  success: 200,
  response: page(serverModelView),
})
export const createServerModelEndpoint = endpoint({
  method: 'POST',
  path: '/server-models',
  operation: 'inventory.create-server-model',
  tag,
  summary: 'Add a server model',
  body: createServerModelInput,
  success: 201,
  response: serverModelView,
  refusals: [409],
})
export const getServerModelEndpoint = endpoint({
  method: 'GET',
  path: '/server-models/{slug}',
  operation: 'inventory.read',
  tag,
  summary: 'One server model',
  params,
  success: 200,
  response: serverModelView,
  refusals: [404],
})
export const editServerModelEndpoint = endpoint({
  method: 'PATCH',
  path: '/server-models/{slug}',
  operation: 'inventory.edit-server-model',
  tag,
  summary: 'Edit a server model; a height that does not fit where its servers stand is refused',
  params,
  body: editServerModelInput,
  success: 200,
  response: serverModelView,
  refusals: [404, 409, 412],
})
export const deleteServerModelEndpoint = endpoint({
  method: 'DELETE',
  path: '/server-models/{slug}',
  operation: 'inventory.delete-server-model',
  tag,
  summary: 'Delete a server model that nothing refers to',
  params,
  success: 204,
  response: nothing,
  refusals: [404, 409, 412],
})
