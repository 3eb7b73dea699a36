import { z } from 'zod'
import { endpoint } from '../endpoint'
import { page, pageQuery } from '../paging'
import { code, label } from '../primitives'

const tag = 'Provisioning'
const share = z.object({ servers: z.int(), versions: z.array(z.string()) })

/**
 * Of one component of a model: its servers by where they stand. behind: all that are not at the target, of which `unread` never
 * said and those with the `noPath` versions cannot get there.
 */
const componentDrift = z.object({
  component: z.string(),
  target: z.string(),
  atTarget: z.int(),
  behind: z.int(),
  unread: z.int(),
  noPath: share,
})

/** Models that have a target, those with most servers behind first; behind: servers that are not at some target. */
export const firmwareDriftView = z
  .object({
    models: z.array(
      z.object({
        model: code,
        name: z.string(),
        servers: z.int(),
        behind: z.int(),
        components: z.array(componentDrift),
      }),
    ),
  })
  .meta({ id: 'FirmwareDrift' })
export type FirmwareDriftView = z.input<typeof firmwareDriftView>

/** A rack with servers that are behind; components: how many in each. */
export const rackDriftView = z
  .object({
    rack: code,
    datacenter: code,
    row: z.string().optional(),
    servers: z.int(),
    behind: z.int(),
    components: z.array(z.object({ component: z.string(), behind: z.int() })),
  })
  .meta({ id: 'RackDrift' })
export type RackDriftView = z.input<typeof rackDriftView>

/** What would come of the change; servers and versions as last read, of servers that the caller may see. */
export const firmwarePreviewView = z
  .object({
    model: code,
    component: z.string(),
    before: z.object({ target: z.string().optional() }),
    after: z.object({ target: z.string().optional() }),
    servers: z.int(),
    unread: z.int(),
    fallBehind: share,
    becomeCurrent: share,
    losePath: share,
    gainPath: share,
    noPath: share,
  })
  .meta({ id: 'FirmwarePreview' })
export type FirmwarePreviewView = z.input<typeof firmwarePreviewView>

export const getFirmwareDriftEndpoint = endpoint({
  method: 'GET',
  path: '/firmware-drift',
  operation: 'provisioning.read',
  tag,
  summary: 'How many servers of each model are behind its firmware targets, by component, worst first',
  query: z.strictObject({ datacenter: code.optional() }),
  success: 200,
  response: firmwareDriftView,
})
export const listRackDriftEndpoint = endpoint({
  method: 'GET',
  path: '/firmware-drift/racks',
  operation: 'provisioning.read',
  tag,
  summary: 'Racks by how many of their servers are behind, in one component or in any, worst first',
  query: z.strictObject({ ...pageQuery, datacenter: code.optional(), component: label.optional() }),
  success: 200,
  response: page(rackDriftView),
})
/** target: another one; noTarget: none any more. from and to: a path more; without: the id of a path that goes. */
export const firmwareChange = z.strictObject({
  model: code,
  component: label,
  target: label.optional(),
  noTarget: z.literal('true').optional(),
  from: label.optional(),
  to: label.optional(),
  without: z.uuid().optional(),
})
export const getFirmwarePreviewEndpoint = endpoint({
  method: 'GET',
  path: '/firmware-preview',
  operation: 'provisioning.read',
  tag,
  summary: 'What another target, a path more or a path less would do to the servers of a model; nothing is saved',
  query: firmwareChange,
  success: 200,
  response: firmwarePreviewView,
  refusals: [404],
})
