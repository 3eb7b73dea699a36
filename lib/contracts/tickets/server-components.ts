import { z } from 'zod'
import { HEALTH } from '../../domain/state-words'
import { endpoint } from '../endpoint'
import { code, utc } from '../primitives'
import { partFactsView } from './part-facts'

/**
 * What is known of a server's components, from its tickets, from telemetry and from pieces with a serial. name: the slot, or the
 * serial of what is called by it; since: of its health, or built in then. replaced: the newest first.
 */
export const serverComponentsView = z
  .object({
    components: z.array(
      z.object({
        name: z.string(),
        kind: z.string().optional(),
        health: z.enum(HEALTH),
        since: utc.optional(),
        serial: z.string().optional(),
        sku: code.optional(),
        facts: partFactsView,
        ticket: code.optional(),
      }),
    ),
    replaced: z.array(
      z.object({
        name: z.string(),
        kind: z.string().optional(),
        removedSerial: z.string().optional(),
        installedSerial: z.string().optional(),
        sku: code.optional(),
        ticket: code,
        at: utc,
        by: z.string().optional(),
      }),
    ),
  })
  .meta({ id: 'ServerComponents' })
export type ServerComponentsView = z.input<typeof serverComponentsView>

export const getServerComponentsEndpoint = endpoint({
  method: 'GET',
  path: '/servers/{barcode}/components',
  operation: 'tickets.read',
  tag: 'Inventory',
  summary: 'What is known of a server’s components, and which were replaced',
  params: z.strictObject({ barcode: code }),
  success: 200,
  response: serverComponentsView,
  refusals: [404],
})
