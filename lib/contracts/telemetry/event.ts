import { z } from 'zod'
import { endpoint } from '../endpoint'
import { anyOf, page, pageQuery } from '../paging'
import { code, instant, jsonObject, text, utc } from '../primitives'

export const eventKind = z
  .string()
  .regex(/^[A-Z][A-Z0-9_]{0,63}$/, { message: 'Upper-case letters, digits and _' })
  .meta({ example: 'SMART_FAIL' })

/** Characters of a payload as JSON. */
export const MAX_PAYLOAD = 16_384

/** payload: of ECC_ERRORS count and dimm?, of OVERHEAT celsius and sensor?, of SMART_FAIL device and serial?. */
export const eventInput = z.strictObject({
  barcode: code,
  ts: instant,
  kind: eventKind,
  payload: jsonObject(MAX_PAYLOAD),
  eventHash: text(128).optional(),
})
export type EventInput = z.output<typeof eventInput>

export const MAX_EVENTS = 10_000

export const ingestView = z
  .object({
    accepted: z.int(),
    duplicates: z.int(),
    rejected: z.array(
      z.object({
        index: z.int(),
        errors: z.array(z.object({ path: z.string(), message: z.string(), code: z.string() })),
      }),
    ),
    ticketsOpened: z.int(),
    results: z.array(
      z.object({ index: z.int(), eventHash: z.string().optional(), outcome: z.string(), ticket: code.optional() }),
    ),
    omitted: z
      .object({ results: z.int(), rejected: z.int() })
      .optional()
      .meta({ description: 'How many entries the lists lack, of a body of lines so long that they would not end' }),
    notes: z.array(z.string()).optional(),
  })
  .meta({ id: 'IngestAnswer' })
export type IngestView = z.input<typeof ingestView>

export const eventView = z
  .object({
    id: z.string(),
    barcode: code,
    ts: utc,
    kind: z.string(),
    payload: z.record(z.string(), z.unknown()),
    eventHash: z.string(),
    outcome: z.string(),
    reason: z.string().optional(),
    ticket: code.optional(),
    receivedAt: utc,
  })
  .meta({ id: 'TelemetryEvent' })
export type EventView = z.input<typeof eventView>

const tag = 'Telemetry'

export const ingestEventsEndpoint = endpoint({
  method: 'POST',
  path: '/telemetry',
  operation: 'telemetry.ingest-events',
  tag,
  summary: 'Send events: a JSON array, or NDJSON of any length; bad ones are reported by index, good ones kept',
  body: z.array(z.unknown()).min(1).max(MAX_EVENTS).meta({ description: 'Events; each is judged by itself' }),
  success: 202,
  response: ingestView,
  accepts: ['application/x-ndjson'],
})
export const listEventsEndpoint = endpoint({
  method: 'GET',
  path: '/telemetry',
  operation: 'telemetry.read',
  tag,
  summary: 'List events, newest first',
  query: z.strictObject({
    ...pageQuery,
    server: anyOf(code),
    ticket: anyOf(code),
    kind: anyOf(eventKind),
    outcome: anyOf(text(32)),
    since: instant.optional(),
    until: instant.optional(),
  }),
  success: 200,
  response: page(eventView),
})
export const getEventEndpoint = endpoint({
  method: 'GET',
  path: '/telemetry/{id}',
  operation: 'telemetry.read',
  tag,
  summary: 'One event',
  params: z.strictObject({ id: z.string().regex(/^[0-9]{1,18}$/, { message: 'A number' }) }),
  success: 200,
  response: eventView,
  refusals: [404],
})
