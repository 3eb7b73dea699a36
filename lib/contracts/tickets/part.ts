import { z } from 'zod'
import { PART_STATES } from '../../domain/part-state'
import { endpoint } from '../endpoint'
import { anyOf, page, pageQuery } from '../paging'
import { code, label, text, utc, version } from '../primitives'

/** A single piece, told from its like by its serial. sku absent: nobody knows which part it is. */
export const partView = z
  .object({
    serial: z.string(),
    sku: code.optional(),
    state: z.enum(PART_STATES),
    warehouse: code.optional(),
    server: code.optional(),
    createdAt: utc,
    updatedAt: utc,
    version,
  })
  .meta({ id: 'Part' })
export type PartView = z.input<typeof partView>

/** With its history, newest first: the last 100 entries. */
export const partWithHistoryView = partView
  .extend({
    history: z.array(
      z.object({
        at: utc,
        kind: z.enum(['RECEIVED', 'ISSUED', 'INSTALLED', 'REMOVED', 'PUT_BACK', 'LEFT', 'RETURNED', 'SCRAPPED']),
        warehouse: code.optional(),
        server: code.optional(),
        ticket: code.optional(),
        actor: z.string(),
        reason: z.string().optional(),
      }),
    ),
  })
  .meta({ id: 'PartWithHistory' })
export type PartWithHistoryView = z.input<typeof partWithHistoryView>

const tag = 'Stock'

export const listPartsEndpoint = endpoint({
  method: 'GET',
  path: '/parts',
  operation: 'tickets.read',
  tag,
  summary: 'List single pieces with a serial, newest first',
  query: z.strictObject({
    ...pageQuery,
    serial: anyOf(label),
    sku: anyOf(code),
    warehouse: anyOf(code),
    server: anyOf(code),
    state: anyOf(z.enum(PART_STATES)),
  }),
  success: 200,
  response: page(partView),
})
export const getPartEndpoint = endpoint({
  method: 'GET',
  path: '/parts/{serial}',
  operation: 'tickets.read',
  tag,
  summary: 'One piece with its history',
  params: z.strictObject({ serial: label }),
  success: 200,
  response: partWithHistoryView,
  refusals: [404],
})

export const partReasonInput = z.strictObject({ reason: text(500) })

const away = {
  method: 'POST',
  tag,
  params: z.strictObject({ serial: label }),
  body: partReasonInput,
  success: 200,
  response: partWithHistoryView,
  refusals: [404, 409],
} as const

export const returnPartEndpoint = endpoint({
  ...away,
  path: '/parts/{serial}/return',
  operation: 'tickets.return-part',
  summary: 'Send a piece back to its maker; one that lies in stock is taken out of it',
})
export const scrapPartEndpoint = endpoint({
  ...away,
  path: '/parts/{serial}/scrap',
  operation: 'tickets.scrap-part',
  summary: 'Scrap a piece; one that lies in stock is taken out of it',
})
