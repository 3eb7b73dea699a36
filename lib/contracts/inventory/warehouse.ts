import { z } from 'zod'
import { endpoint, nothing } from '../endpoint'
import { anyOf, page, pageQuery, search } from '../paging'
import { code, text, utc, version } from '../primitives'

export const warehouseView = z
  .object({ code, datacenter: code, name: z.string().optional(), createdAt: utc, updatedAt: utc, version })
  .meta({ id: 'Warehouse' })
export type WarehouseView = z.input<typeof warehouseView>

export const createWarehouseInput = z.strictObject({ code, datacenter: code, name: text(200).optional() })
export const editWarehouseInput = z.strictObject({ name: text(200).nullable().optional() })

const params = z.strictObject({ code })
const tag = 'Inventory'

export const listWarehousesEndpoint = endpoint({
  method: 'GET',
  path: '/warehouses',
  operation: 'inventory.read',
  tag,
  summary: 'List warehouses',
  query: z.strictObject({ ...pageQuery, q: search, datacenter: anyOf(code), sort: z.enum(['code']).default('code') }),
  success: 200,
  response: page(warehouseView),
})
export const createWarehouseEndpoint = endpoint({
  method: 'POST',
  path: '/warehouses',
  operation: 'inventory.create-warehouse',
  tag,
  summary: 'Add a warehouse',
  body: createWarehouseInput,
  success: 201,
  response: warehouseView,
  refusals: [409, 422],
})
export const getWarehouseEndpoint = endpoint({
  method: 'GET',
  path: '/warehouses/{code}',
  operation: 'inventory.read',
  tag,
  summary: 'One warehouse',
  params,
  success: 200,
  response: warehouseView,
  refusals: [404],
})
export const editWarehouseEndpoint = endpoint({
  method: 'PATCH',
  path: '/warehouses/{code}',
  operation: 'inventory.edit-warehouse',
  tag,
  summary: 'Rename a warehouse',
  params,
  body: editWarehouseInput,
  success: 200,
  response: warehouseView,
  refusals: [404, 412],
})
export const deleteWarehouseEndpoint = endpoint({
  method: 'DELETE',
  path: '/warehouses/{code}',
  operation: 'inventory.delete-warehouse',
  tag,
  summary: 'Delete a warehouse that nothing refers to',
  params,
  success: 204,
  response: nothing,
  refusals: [404, 409, 412],
})
