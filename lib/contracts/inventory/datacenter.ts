import { z } from 'zod'
import { endpoint, nothing } from '../endpoint'
import { page, pageQuery, search } from '../paging'
import { code, text, utc, version } from '../primitives'

/** maxProvisioning, maxProvisioningPerRack: so many servers are provisioned at once; without, there is no limit. */
export const datacenterView = z
  .object({
    code,
    name: z.string(),
    powerOutage: z.boolean(),
    powerOutageSince: utc.optional(),
    maxProvisioning: z.int().optional(),
    maxProvisioningPerRack: z.int().optional(),
    createdAt: utc,
    updatedAt: utc,
    version,
  })
  .meta({ id: 'Datacenter' })
export type DatacenterView = z.input<typeof datacenterView>

/**
 * What a power outage touches, now: servers that are not decommissioned, and those in service; orders that hold servers; jobs
 * that wait or run; live REBOOT tickets. reboots: how many its end would open, as far as servers said by now.
 */
export const outageEffectView = z
  .object({
    datacenter: code,
    powerOutage: z.boolean(),
    servers: z.int(),
    inService: z.int(),
    orders: z.int(),
    jobs: z.int(),
    tickets: z.int(),
    reboots: z.int(),
  })
  .meta({ id: 'OutageEffect' })
export type OutageEffectView = z.input<typeof outageEffectView>

export const createDatacenterInput = z.strictObject({ code, name: text(200).optional() })
const atOnce = z.int().min(1).max(100_000).nullable().optional()
/** powerOutage starts or ends an outage: see product rules on REBOOT tickets. Limits: null takes one away. */
export const editDatacenterInput = z.strictObject({
  name: text(200).optional(),
  powerOutage: z.boolean().optional(),
  maxProvisioning: atOnce,
  maxProvisioningPerRack: atOnce,
})
/** Of the page of jobs: the limits alone. */
export const limitProvisioningInput = editDatacenterInput
  .pick({ maxProvisioning: true, maxProvisioningPerRack: true })
  .extend({ code })

const params = z.strictObject({ code })
const tag = 'Inventory'

export const listDatacentersEndpoint = endpoint({
  method: 'GET',
  path: '/datacenters',
  operation: 'inventory.read',
  tag,
  summary: 'List datacenters',
  query: z.strictObject({ ...pageQuery, q: search, sort: z.enum(['code']).default('code') }),
  success: 200,
  response: page(datacenterView),
})
export const createDatacenterEndpoint = endpoint({
  method: 'POST',
  path: '/datacenters',
  operation: 'inventory.create-datacenter',
  tag,
  summary: 'Add a datacenter',
  body: createDatacenterInput,
  success: 201,
  response: datacenterView,
  refusals: [409],
})
export const getDatacenterEndpoint = endpoint({
  method: 'GET',
  path: '/datacenters/{code}',
  operation: 'inventory.read',
  tag,
  summary: 'One datacenter',
  params,
  success: 200,
  response: datacenterView,
  refusals: [404],
})
export const editDatacenterEndpoint = endpoint({
  method: 'PATCH',
  path: '/datacenters/{code}',
  operation: 'inventory.edit-datacenter',
  tag,
  summary: 'Rename a datacenter, start or end its power outage, limit how many servers are provisioned at once',
  params,
  body: editDatacenterInput,
  success: 200,
  response: datacenterView,
  refusals: [404, 412],
})
export const deleteDatacenterEndpoint = endpoint({
  method: 'DELETE',
  path: '/datacenters/{code}',
  operation: 'inventory.delete-datacenter',
  tag,
  summary: 'Delete a datacenter that nothing refers to',
  params,
  success: 204,
  response: nothing,
  refusals: [404, 409, 412],
})
export const getOutageEffectEndpoint = endpoint({
  method: 'GET',
  path: '/datacenters/{code}/outage-effect',
  operation: 'planning.read',
  tag,
  summary: 'What a power outage of the datacenter would touch, and what its end would open',
  params,
  success: 200,
  response: outageEffectView,
  refusals: [404],
})
