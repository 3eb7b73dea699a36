import { z } from 'zod'
import { endpoint } from '../endpoint'
import { code, utc } from '../primitives'
import { serverState } from './server'
import { STRIP_SPANS } from './strip-spans'

/** `to` is absent where it lasts. */
const span = { from: utc, to: utc.optional() }

/** A server's life: what it was, where, for whom, what was repaired and flashed. complete: its whole life, not only its last changes. */
export const serverLifeView = z
  .object({
    barcode: code,
    since: utc,
    until: utc.meta({ description: 'When this was asked' }),
    complete: z.boolean(),
    states: z.array(z.object({ state: serverState, ...span })),
    places: z.array(z.object({ place: z.string().optional(), ...span })),
    orders: z.array(z.object({ order: z.string(), customer: z.string(), ...span })),
    tickets: z.array(z.object({ ticket: z.string(), type: z.string(), status: z.string(), ...span })),
    firmware: z.array(z.object({ component: z.string(), version: z.string(), at: utc })),
  })
  .meta({ id: 'ServerLife' })
export type ServerLifeView = z.input<typeof serverLifeView>

/** What a server reported of one kind, in equal spans of time: how often, and the worst reading of each. */
export const telemetryStrip = z.object({
  kind: z.string(),
  /** What the value is; where there is none, only how often it was said is known. */
  unit: z.enum(['celsius', 'count', 'events']),
  /** Over this a rule opens a ticket. */
  limit: z.int().optional(),
  last: z.number(),
  lastAt: utc,
  points: z.array(z.object({ at: utc, value: z.number(), events: z.int() })),
})
export const telemetryStripsView = z
  .object({ barcode: code, span: z.enum(STRIP_SPANS), from: utc, until: utc, strips: z.array(telemetryStrip) })
  .meta({ id: 'TelemetryStrips' })
export type TelemetryStripsView = z.input<typeof telemetryStripsView>

const params = z.strictObject({ barcode: code })

export const getServerLifeEndpoint = endpoint({
  method: 'GET',
  path: '/servers/{barcode}/life',
  operation: 'inventory.read',
  tag: 'Inventory',
  summary: 'A server’s life: its states, places, orders, tickets and firmware over time',
  params,
  success: 200,
  response: serverLifeView,
  refusals: [404],
})
export const getTelemetryStripsEndpoint = endpoint({
  method: 'GET',
  path: '/servers/{barcode}/telemetry-strips',
  operation: 'telemetry.read',
  tag: 'Telemetry',
  summary: 'What a server reported in the last day, week or month, by kind in equal spans of time',
  params,
  query: z.strictObject({ span: z.enum(STRIP_SPANS).default('24h') }),
  success: 200,
  response: telemetryStripsView,
  refusals: [404],
})
