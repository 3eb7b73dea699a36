import { z } from 'zod'
import { endpoint } from '../endpoint'
import { code, label, text } from '../primitives'
import { ticketView } from './ticket'

/**
 * One scan: the server, the part that comes out, or the one that goes in. component: which one it is about, where that is
 * not plain. force, with a note: a person knows better than the records which part comes out.
 */
export const scanTicketInput = z.strictObject({
  code: label,
  component: label.optional(),
  force: z.boolean().optional(),
  note: text(4000).optional(),
})

/** did: the step that the scan was for; message: what happened, in words. */
export const ticketScanView = z
  .object({
    did: z.enum(['server-confirmed', 'part-removed', 'part-installed', 'serial-noted']),
    component: z.string().optional(),
    message: z.string(),
    ticket: ticketView,
  })
  .meta({ id: 'TicketScan' })
export type TicketScanView = z.input<typeof ticketScanView>

/** component left out: everything that is to be verified now. */
export const verifyInput = z.strictObject({ component: label.optional(), note: text(4000) })

/** outOfService: the server is taken out of service for the repair. acceptLoss: also where an order uses it. */
export const startRepairInput = z.strictObject({
  outOfService: z.boolean(),
  acceptLoss: z.boolean().optional(),
})

const params = z.strictObject({ number: code })
const tag = 'Tickets'

export const scanTicketEndpoint = endpoint({
  method: 'POST',
  path: '/tickets/{number}/scans',
  operation: 'tickets.record-scan',
  tag,
  summary: 'Scan the server, the failed part or the new one: does the step that the code is for',
  params,
  body: scanTicketInput,
  success: 200,
  response: ticketScanView,
  refusals: [404, 409, 422],
})
export const undoScanEndpoint = endpoint({
  method: 'POST',
  path: '/tickets/{number}/scans/undo',
  operation: 'tickets.undo-scan',
  tag,
  summary: 'Take back the last scan',
  params,
  success: 200,
  response: ticketView,
  refusals: [404, 409],
})
export const verifyRepairEndpoint = endpoint({
  method: 'POST',
  path: '/tickets/{number}/verifications',
  operation: 'tickets.verify-repair',
  tag,
  summary: 'Say that it is well again, with a note of what was seen',
  params,
  body: verifyInput,
  success: 200,
  response: ticketView,
  refusals: [404, 409, 422],
})
export const startRepairEndpoint = endpoint({
  method: 'POST',
  path: '/tickets/{number}/start',
  operation: 'lifecycle.start-repair',
  tag,
  summary: 'Take a ticket and start it, with its server taken out of service or not',
  params,
  body: startRepairInput,
  success: 200,
  response: ticketView,
  refusals: [404, 409],
})
