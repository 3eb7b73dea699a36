import { z } from 'zod'
import { endpoint } from '../endpoint'
import { anyOf, page, pageQuery } from '../paging'
import { code, utc } from '../primitives'

/**
 * An outage of a datacenter, or of one rack. servers and events: how many were folded into it; ticketsOpened and recovered: what
 * became of the servers when it ended.
 */
export const incidentView = z
  .object({
    number: code,
    kind: z.literal('power-outage'),
    datacenter: code,
    rack: code.optional(),
    startedAt: utc,
    startedBy: z.string(),
    endedAt: utc.optional(),
    endedBy: z.string().optional(),
    servers: z.int(),
    events: z.int(),
    ticketsOpened: z.int(),
    recovered: z.int(),
  })
  .meta({ id: 'Incident' })
export type IncidentView = z.input<typeof incidentView>

/** outcome: dark while the incident lasts; then opened (with the ticket), recovered, held, or still-out (another outage goes on). */
export const incidentServerView = z
  .object({
    server: code,
    rack: code.optional(),
    u: z.int().optional(),
    events: z.int(),
    firstAt: utc,
    lastAt: utc,
    outcome: z.enum(['dark', 'opened', 'recovered', 'held', 'still-out']),
    ticket: code.optional(),
  })
  .meta({ id: 'IncidentServer' })
export type IncidentServerView = z.input<typeof incidentServerView>

const params = z.strictObject({ number: code })
const tag = 'Telemetry'

export const listIncidentsEndpoint = endpoint({
  method: 'GET',
  path: '/incidents',
  operation: 'telemetry.read',
  tag,
  summary: 'List outages, newest first',
  query: z.strictObject({
    ...pageQuery,
    datacenter: anyOf(code),
    rack: anyOf(code),
    open: z.enum(['true', 'false']).optional(),
  }),
  success: 200,
  response: page(incidentView),
})
export const getIncidentEndpoint = endpoint({
  method: 'GET',
  path: '/incidents/{number}',
  operation: 'telemetry.read',
  tag,
  summary: 'One outage',
  params,
  success: 200,
  response: incidentView,
  refusals: [404],
})
export const listIncidentServersEndpoint = endpoint({
  method: 'GET',
  path: '/incidents/{number}/servers',
  operation: 'telemetry.read',
  tag,
  summary: 'The servers whose events were folded into an outage, and what became of each',
  params,
  query: z.strictObject({ ...pageQuery }),
  success: 200,
  response: page(incidentServerView),
  refusals: [404],
})
