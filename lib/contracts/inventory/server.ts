import { z } from 'zod'
import { SERVER_COLUMNS } from '../../domain/server-columns'
import { SERVER_SORTS } from '../../domain/server-sort'
import { SERVER_STATES } from '../../domain/server-state'
import { HEALTH } from '../../domain/state-words'
import { bytes, endpoint, nothing } from '../endpoint'
import { anyOf, page, pageQuery, search } from '../paging'
import { code, countInQuery, face, instant, label, rackUnit, tags, text, utc, version } from '../primitives'

export const serverState = z.enum(SERVER_STATES)

/** Where the server may go next, and why not: what buttons and scan answers show. */
export const nextAction = z.object({
  action: z.string(),
  label: z.string(),
  to: z.string().optional(),
  allowed: z.boolean(),
  reason: z.string().optional(),
})

/** How a BMC's certificate is believed, as it is stored: PEM of those who may sign it, its own SHA-256 (64 lower hex), or whoever signed it. */
export const bmcTls = z.union([
  z.object({ ca: z.string() }),
  z.object({ fingerprint: z.string() }),
  z.object({ acceptSelfSigned: z.literal(true) }),
])
export type BmcTls = z.output<typeof bmcTls>
const bmcView = z.object({ driver: z.enum(['redfish', 'simulated']), address: z.string(), tls: bmcTls.optional() })

export const serverView = z
  .object({
    barcode: code,
    state: serverState,
    model: code.optional(),
    modelName: z.string().optional().meta({ description: 'Its maker and what the maker calls it' }),
    serial: z.string().optional(),
    assetNumber: z.string().optional(),
    heightU: z.int(),
    depth: z.enum(['full', 'half']),
    datacenter: code,
    warehouse: code.optional(),
    rack: code.optional(),
    u: z.int().optional(),
    face: face.optional(),
    order: z.string().optional(),
    hold: z.object({ id: z.uuid(), reason: z.string(), by: z.string(), until: utc.optional() }).optional(),
    openHighTickets: z.int(),
    health: z
      .enum(HEALTH)
      .optional()
      .meta({ description: 'In lists and of one server; a decommissioned one has none' }),
    needsWipe: z.boolean(),
    tags: z.array(z.string()),
    hostnames: z.array(z.string()),
    note: z.string().optional(),
    firmware: z.array(z.object({ component: z.string(), version: z.string(), target: z.string().optional() })),
    bmc: bmcView.optional(),
    power: z.enum(['on', 'off']).optional(),
    destination: code.optional(),
    expectedAt: utc.optional(),
    lastScannedAt: utc.optional(),
    createdAt: utc,
    updatedAt: utc,
    version,
  })
  .meta({ id: 'Server' })
export type ServerView = z.input<typeof serverView>

/** Certificates and nothing else, as everybody who sees the server sees them: a key next to them would be told. */
const certificates = text(16_384)
  .regex(/^(?:-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----\s*)+$/, {
    message: 'One or more certificates in PEM, and nothing else',
  })
  .meta({ description: 'PEM: the certificates of those who may sign that of the BMC' })
const fingerprint = z
  .string()
  .trim()
  .regex(/^(?:[0-9A-Fa-f]{2}:?){31}[0-9A-Fa-f]{2}$/, { message: 'SHA-256 of a certificate: 64 hex digits' })
  .transform((value) => value.replaceAll(':', '').toLowerCase())
  .meta({ description: 'SHA-256 of the BMC’s certificate (DER), with or without colons' })

/** Without it, a certificate counts when an authority that the worker’s system knows has signed it for this address. */
const bmcTlsInput = z.union([
  z.strictObject({ ca: certificates }),
  z.strictObject({ fingerprint }),
  z.strictObject({ acceptSelfSigned: z.literal(true) }),
])

const bmcInput = z.strictObject({
  driver: z.enum(['redfish', 'simulated']),
  address: text(255),
  username: text(128).optional(),
  password: text(256).optional(),
  tls: bmcTlsInput.optional(),
})
export type BmcInput = z.input<typeof bmcInput>

/** Recorded inventory, not a wish: what is to be installed is the model's firmwareTargets. */
const firmware = z.array(z.strictObject({ component: label, version: label })).max(64)

/** Without `bmc`, a new server gets a simulated one. */
export const createServerInput = z.strictObject({
  barcode: code,
  datacenter: code,
  model: code.optional(),
  serial: label.optional(),
  assetNumber: label.optional(),
  tags: tags.optional(),
  hostnames: z.array(label).max(20).optional(),
  note: text(2000).optional(),
  bmc: bmcInput.optional(),
  firmware: firmware.optional(),
})
export const editServerInput = z.strictObject({
  model: code.nullable().optional(),
  serial: label.nullable().optional(),
  assetNumber: label.nullable().optional(),
  tags: tags.optional(),
  hostnames: z.array(label).max(20).optional(),
  note: text(2000).nullable().optional(),
  bmc: bmcInput.nullable().optional(),
  firmware: firmware.optional(),
})

/** Of the server's page: the BMC alone. */
export const setBmcInput = z.strictObject({ barcode: code, bmc: bmcInput })

/** Into a warehouse, or into a rack at the lowest unit that the server is to take. */
export const scanLocation = z.union([
  z.strictObject({ warehouse: code }),
  z.strictObject({ rack: code, u: rackUnit, face: face.optional() }),
])
/**
 * overPlanned: also into units that are kept for another server, whose plan is dropped. scannedAt: when it was scanned, where it
 * is sent later; what was moved by somebody else after that is not moved back by it.
 */
export const scanInput = z.strictObject({
  barcode: code,
  location: scanLocation,
  model: code.optional(),
  overPlanned: z.boolean().optional(),
  scannedAt: instant.optional(),
})
export type ScanInput = z.output<typeof scanInput>
/** The scan that is taken back, as it was made. */
export const takeBackScanInput = z.strictObject({ barcode: code, location: scanLocation })
export type TakeBackScanInput = z.output<typeof takeBackScanInput>

/** message: what happened, in words a technician understands; warnings: over budget and the like. */
export const scanView = serverView
  .extend({ message: z.string(), warnings: z.array(z.string()), next: z.array(nextAction) })
  .meta({ id: 'ScanAnswer' })
export type ScanView = z.input<typeof scanView>

export const scanBatchView = z
  .object({
    results: z.array(
      z.object({
        index: z.int(),
        status: z.int(),
        server: scanView.optional(),
        problem: z.looseObject({ code: z.string(), detail: z.string() }).optional(),
      }),
    ),
  })
  .meta({ id: 'ScanBatch' })
export type ScanBatchView = z.input<typeof scanBatchView>

/** destination (a datacenter) and expectedAt go with IN_TRANSIT only. */
export const transitionInput = z.strictObject({
  to: serverState,
  reason: text(500),
  destination: code.optional(),
  expectedAt: instant.optional(),
})
export const powerInput = z.strictObject({ action: z.enum(['on', 'off', 'reset']) })
export const powerView = z
  .object({ barcode: code, action: z.string(), requested: z.literal(true) })
  .meta({ id: 'PowerRequest' })

/** What a list of servers is narrowed to. q: part of a barcode, serial, asset number, host name or model; under 3 letters, its start. */
export const serverFilter = z.strictObject({
  q: search,
  state: anyOf(serverState),
  datacenter: anyOf(code),
  model: anyOf(code),
  rack: anyOf(code),
  warehouse: anyOf(code),
  order: anyOf(code),
  tag: anyOf(text(64)),
  health: anyOf(z.enum(HEALTH)),
  held: z.enum(['true', 'false']).optional(),
  needsWipe: z.enum(['true', 'false']).optional(),
  tickets: z.enum(['true', 'false']).optional(),
  firmware: z.literal('behind').optional().meta({ description: 'A component is not at its target' }),
  behind: anyOf(label).meta({ description: 'This firmware component is not at its target' }),
  unread: anyOf(label).meta({ description: 'This component has a target, and its version was never read' }),
  component: label.optional().meta({ description: 'Goes with version' }),
  version: anyOf(label).meta({ description: 'The component’s version as it was last read' }),
  free: z.enum(['true', 'false']).optional().meta({
    description: 'Planning may give it: RACKED or IN_WAREHOUSE, model complete, no hold, open HIGH ticket or wipe due',
  }),
  minCpuCores: countInQuery.optional(),
  minRamGb: countInQuery.optional(),
  minNvmeGb: countInQuery.optional(),
  destination: anyOf(code),
  expectedOn: z.iso.date().optional().meta({ description: 'The day (UTC) on which one in transit is expected' }),
})
export const serverSort = z.enum(SERVER_SORTS)

/** previousCursor: of the page before. count: how many the filter leaves; more: there are more than were counted. */
export const serverPage = page(serverView).extend({
  previousCursor: z.string().optional(),
  count: z.object({ value: z.int(), more: z.boolean() }).optional(),
})
export type ServerPage = z.input<typeof serverPage>

const params = z.strictObject({ barcode: code })
const tag = 'Inventory'

export const listServersEndpoint = endpoint({
  method: 'GET',
  path: '/servers',
  operation: 'inventory.read',
  tag,
  summary: 'List servers',
  query: z.strictObject({
    ...pageQuery,
    ...serverFilter.shape,
    sort: serverSort.default('barcode'),
    counted: z.literal('true').optional().meta({ description: 'Also how many there are: see `count`' }),
  }),
  success: 200,
  response: serverPage,
})
export const exportServersEndpoint = endpoint({
  method: 'GET',
  path: '/servers.csv',
  operation: 'inventory.read',
  tag,
  summary: 'The list of servers as a table: the same filter and order, all of it, streamed',
  query: z.strictObject({
    ...serverFilter.shape,
    sort: serverSort.default('barcode'),
    column: anyOf(z.enum(SERVER_COLUMNS)).meta({ description: 'Beside the barcode; without it, every column' }),
  }),
  success: 200,
  file: ['text/csv'],
  response: bytes,
})
export const createServerEndpoint = endpoint({
  method: 'POST',
  path: '/servers',
  operation: 'inventory.create-server',
  tag,
  summary: 'Record a server before it arrives (state NEW)',
  body: createServerInput,
  success: 201,
  response: serverView,
  refusals: [409, 422],
})
export const getServerEndpoint = endpoint({
  method: 'GET',
  path: '/servers/{barcode}',
  operation: 'inventory.read',
  tag,
  summary: 'One server',
  params,
  success: 200,
  response: serverView,
  refusals: [404],
})
export const editServerEndpoint = endpoint({
  method: 'PATCH',
  path: '/servers/{barcode}',
  operation: 'inventory.edit-server',
  tag,
  summary: 'Edit a server; a model that does not fit where it stands is refused',
  params,
  body: editServerInput,
  success: 200,
  response: serverView,
  refusals: [404, 409, 412, 422],
})
export const deleteServerEndpoint = endpoint({
  method: 'DELETE',
  path: '/servers/{barcode}',
  operation: 'inventory.delete-server',
  tag,
  summary: 'Delete a NEW server that nothing refers to; its barcode stays used',
  params,
  success: 204,
  response: nothing,
  refusals: [404, 409, 412],
})
export const scanEndpoint = endpoint({
  method: 'POST',
  path: '/inventory/scans',
  operation: 'inventory.scan-server',
  tag,
  summary: 'Scan a server into a warehouse or rack; an array is a batch in which each line stands alone',
  body: z.union([scanInput, z.array(z.unknown()).max(1000)]),
  success: 200,
  alsoSuccess: 201,
  response: z.union([scanView, scanBatchView]),
  refusals: [409, 422],
})
export const takeBackScanEndpoint = endpoint({
  method: 'POST',
  path: '/inventory/scans/undo',
  operation: 'inventory.take-back-scan',
  tag,
  summary: 'Take back one’s last scan of a server: it goes back to where it was, unless it was moved since',
  body: takeBackScanInput,
  success: 200,
  response: scanView,
  refusals: [404, 409, 422],
})
export const transitionServerEndpoint = endpoint({
  method: 'POST',
  path: '/servers/{barcode}/transitions',
  operation: 'inventory.transition-server',
  tag,
  summary: 'Change a server’s state by hand',
  params,
  body: transitionInput,
  success: 200,
  response: serverView,
  refusals: [404, 409, 422],
})
export const powerServerEndpoint = endpoint({
  method: 'POST',
  path: '/servers/{barcode}/power',
  operation: 'inventory.power-server',
  tag,
  summary: 'Power a server on, off, or reset it, through its BMC',
  params,
  body: powerInput,
  success: 202,
  response: powerView,
  refusals: [404, 409],
})
