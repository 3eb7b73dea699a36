import { z } from 'zod'
import { SERVER_STATES } from '../../domain/server-state'
import { TICKET_STATES } from '../../domain/ticket-state'
import { editBase } from '../audit/edit'
import { endpoint } from '../endpoint'
import { anyOf, page, pageQuery, search } from '../paging'
import { code, label, text, utc, version } from '../primitives'
import { eventView } from '../telemetry/event'
import { partFactsView } from './part-facts'
import { photoView } from './photo'
import { componentRepair, repairView } from './repair-facts'
import { ticketPriority, ticketType } from './ticket-words'

export const ticketStatus = z.enum(TICKET_STATES)

/**
 * place: where the crew has to walk; part.shelf: which shelf it lies on; part.last: no other of it is left there; facts: what is
 * known of the component; elsewhere: where in other datacenters a part lies that it waits for; recoveredAt: when telemetry last
 * said that it is healthy; events: the newest 20 of eventCount; repairsBefore: of this server, when the ticket opened; repair:
 * the steps, as recorded; outOfService: the repair took the server out of service, and gives it back when it is done.
 */
export const ticketView = z
  .object({
    number: code,
    type: ticketType,
    status: ticketStatus,
    priority: ticketPriority,
    server: code,
    datacenter: code,
    place: z.object({
      rack: code.optional(),
      u: z.int().optional(),
      row: z.string().optional(),
      warehouse: code.optional(),
      model: z.string().optional(),
      modelName: z.string().optional(),
    }),
    components: z.array(
      z.object({
        name: z.string(),
        partKind: z.string().optional(),
        part: z
          .object({
            sku: code.optional(),
            warehouse: code.optional(),
            shelf: z.string().optional(),
            last: z.boolean().optional(),
            status: z.enum(['waiting', 'reserved', 'consumed', 'returned']),
          })
          .optional(),
        facts: partFactsView.optional(),
        elsewhere: z.array(z.object({ sku: code, warehouse: code, datacenter: code, available: z.int() })).optional(),
        result: z.enum(['replaced', 'not-needed']).optional(),
        ...componentRepair,
      }),
    ),
    serverState: z.enum(SERVER_STATES),
    serverScannedAt: utc.optional(),
    serverScannedBy: z.string().optional(),
    outOfService: z.boolean(),
    repair: repairView,
    assignee: z.string().optional(),
    repeatOf: code.optional(),
    events: z.array(eventView),
    eventCount: z.int(),
    repairsBefore: z.int(),
    retireSuggested: z.boolean(),
    notes: z.array(z.object({ at: utc, by: z.string(), text: z.string() })),
    photos: z.array(photoView),
    createdAt: utc,
    startedAt: utc.optional(),
    endedAt: utc.optional(),
    updatedAt: utc,
    version,
  })
  .meta({ id: 'Ticket' })
export type TicketView = z.input<typeof ticketView>

export const openTicketInput = z.strictObject({
  server: code,
  type: ticketType,
  priority: ticketPriority.default('NORMAL'),
  note: text(4000).optional(),
  components: z.array(label).max(64).optional(),
})
const ticketEdit = { assignee: text(200).nullable().optional(), priority: ticketPriority.optional() }
export const editTicketInput = z.strictObject({
  status: ticketStatus.optional(),
  ...ticketEdit,
  base: z.strictObject(ticketEdit).meta(editBase).optional(),
  note: text(4000).optional(),
  components: z
    .array(z.strictObject({ name: label, result: z.enum(['replaced', 'not-needed']) }))
    .max(64)
    .optional(),
})

const params = z.strictObject({ number: code })
const tag = 'Tickets'

export const listTicketsEndpoint = endpoint({
  method: 'GET',
  path: '/tickets',
  operation: 'tickets.read',
  tag,
  summary: 'List tickets',
  query: z.strictObject({
    ...pageQuery,
    q: search,
    status: anyOf(ticketStatus),
    type: anyOf(ticketType),
    priority: anyOf(ticketPriority),
    datacenter: anyOf(code),
    server: anyOf(code),
    assignee: anyOf(text(200)),
    waitingForPart: z.enum(['true', 'false']).optional(),
    sort: z
      .enum(['createdAt', '-createdAt', '-endedAt'])
      .default('-createdAt')
      .meta({ description: '-endedAt: only those that have ended, the last one first' }),
  }),
  success: 200,
  response: page(ticketView),
})
export const openTicketEndpoint = endpoint({
  method: 'POST',
  path: '/tickets',
  operation: 'tickets.open-ticket',
  tag,
  summary: 'Open a ticket by hand',
  body: openTicketInput,
  success: 201,
  response: ticketView,
  refusals: [409, 422],
})
export const getTicketEndpoint = endpoint({
  method: 'GET',
  path: '/tickets/{number}',
  operation: 'tickets.read',
  tag,
  summary: 'One ticket with its evidence, parts and notes',
  params,
  success: 200,
  response: ticketView,
  refusals: [404],
})
export const editTicketEndpoint = endpoint({
  method: 'PATCH',
  path: '/tickets/{number}',
  operation: 'tickets.edit-ticket',
  tag,
  summary: 'Move, assign, note, or settle components of a ticket',
  params,
  body: editTicketInput,
  success: 200,
  response: ticketView,
  refusals: [404, 409, 412, 422],
})
