import { z } from 'zod'
import { endpoint, nothing } from '../endpoint'
import { anyOf, page, pageQuery } from '../paging'
import { code, label, sha256, utc, version } from '../primitives'

export const versionGuard = z.strictObject({ component: label, version: label })

/**
 * from: a version, or a range such as ">=2.0.0 <2.9.4"; flashedWith: a component that is flashed in the same hop; requires:
 * what other components must have while it is flashed, as versions or ranges; reboot: the
 * new version runs only after a restart; address: where a BMC fetches the image.
 */
export const firmwarePathView = z
  .object({
    id: z.uuid(),
    model: code,
    component: z.string(),
    from: z.string(),
    to: z.string(),
    minutes: z.int().optional(),
    flashedWith: z.string().optional(),
    requires: z.array(versionGuard),
    reboot: z.boolean(),
    address: z.string().optional(),
    sha256: z.string().optional(),
    createdAt: utc,
    updatedAt: utc,
    version,
  })
  .meta({ id: 'FirmwarePath' })
export type FirmwarePathView = z.input<typeof firmwarePathView>

const guards = z.array(versionGuard).max(20)
const address = z.url({ protocol: /^https?$/ }).max(1000)
const minutes = z.int().min(0).max(10_000)
export const createFirmwarePathInput = z.strictObject({
  model: code,
  component: label,
  from: label,
  to: label,
  minutes: minutes.optional(),
  flashedWith: label.optional(),
  requires: guards.optional(),
  reboot: z.boolean().optional(),
  address: address.optional(),
  sha256: sha256.optional(),
})
export const editFirmwarePathInput = z.strictObject({
  minutes: minutes.nullable().optional(),
  flashedWith: label.nullable().optional(),
  requires: guards.optional(),
  reboot: z.boolean().optional(),
  address: address.nullable().optional(),
  sha256: sha256.nullable().optional(),
})

const params = z.strictObject({ id: z.uuid() })
const tag = 'Provisioning'

export const listFirmwarePathsEndpoint = endpoint({
  method: 'GET',
  path: '/firmware-paths',
  operation: 'provisioning.read',
  tag,
  summary: 'List edges of the firmware upgrade graph',
  query: z.strictObject({ ...pageQuery, model: anyOf(code), component: anyOf(label) }),
  success: 200,
  response: page(firmwarePathView),
})
export const createFirmwarePathEndpoint = endpoint({
  method: 'POST',
  path: '/firmware-paths',
  operation: 'provisioning.create-firmware-path',
  tag,
  summary: 'Add an edge: from one version to another',
  body: createFirmwarePathInput,
  success: 201,
  response: firmwarePathView,
  refusals: [409, 422],
})
export const getFirmwarePathEndpoint = endpoint({
  method: 'GET',
  path: '/firmware-paths/{id}',
  operation: 'provisioning.read',
  tag,
  summary: 'One edge',
  params,
  success: 200,
  response: firmwarePathView,
  refusals: [404],
})
export const editFirmwarePathEndpoint = endpoint({
  method: 'PATCH',
  path: '/firmware-paths/{id}',
  operation: 'provisioning.edit-firmware-path',
  tag,
  summary: 'Edit an edge’s time, pair, guards or image',
  params,
  body: editFirmwarePathInput,
  success: 200,
  response: firmwarePathView,
  refusals: [404, 412],
})
export const deleteFirmwarePathEndpoint = endpoint({
  method: 'DELETE',
  path: '/firmware-paths/{id}',
  operation: 'provisioning.delete-firmware-path',
  tag,
  summary: 'Remove an edge; running jobs keep the chain they started with',
  params,
  success: 204,
  response: nothing,
  refusals: [404, 412],
})
