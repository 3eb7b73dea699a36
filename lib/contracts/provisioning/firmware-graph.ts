import { z } from 'zod'
import { endpoint } from '../endpoint'
import { code, label, version } from '../primitives'
import { firmwarePathView } from './firmware-path'

/**
 * One component's upgrade graph. modelVersion: for If-Match where its targets are edited. component: as it was first spelt; components: all that the model has, with what each is
 * meant to have; installed: by versions as they were last read of servers that the caller may see and that are not
 * decommissioned, or of one datacenter (written: all spellings of the version); unread: how many of these never said. Guards and pairs name other components.
 */
export const firmwareGraphView = z
  .object({
    model: code,
    modelVersion: version,
    component: z.string().optional(),
    target: z.string().optional(),
    components: z.array(z.object({ component: z.string(), target: z.string().optional(), paths: z.int() })),
    paths: z.array(firmwarePathView),
    installed: z.array(z.object({ version: z.string(), servers: z.int(), written: z.array(z.string()) })),
    unread: z.int(),
  })
  .meta({ id: 'FirmwareGraph' })
export type FirmwareGraphView = z.input<typeof firmwareGraphView>

export const getFirmwareGraphEndpoint = endpoint({
  method: 'GET',
  path: '/firmware-graph',
  operation: 'provisioning.read',
  tag: 'Provisioning',
  summary:
    'The upgrade graph of a model’s component (its first, if none is named), with how many servers have which version',
  query: z.strictObject({ model: code, component: label.optional(), datacenter: code.optional() }),
  success: 200,
  response: firmwareGraphView,
  refusals: [404],
})
