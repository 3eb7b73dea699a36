import { z } from 'zod'
import { SERVER_STATES } from '../../domain/server-state'
import { endpoint } from '../endpoint'
import { code } from '../primitives'

export const orderEndingView = z
  .object({
    order: code,
    action: z.enum(['cancel', 'release']),
    /** What the order becomes, at once or once its jobs and wipes have ended. */
    to: z.enum(['CANCELLED', 'RELEASED']),
    atOnce: z.boolean(),
    servers: z.array(
      z.object({
        barcode: code,
        state: z.enum(SERVER_STATES),
        place: z.string(),
        /** What it is once it is free: it stays where it stands. */
        to: z.enum(['RACKED', 'IN_WAREHOUSE']),
        wipe: z.boolean(),
        /** Its job, if one has not ended: at once, or after the step that it is at. */
        job: z.object({ id: z.uuid(), ends: z.enum(['now', 'after-step']), step: z.string().optional() }).optional(),
      }),
    ),
  })
  .meta({ id: 'OrderEnding' })
export type OrderEndingView = z.input<typeof orderEndingView>

export const getOrderEndingEndpoint = endpoint({
  method: 'GET',
  path: '/orders/{number}/ending',
  operation: 'planning.read',
  tag: 'Orders',
  summary:
    'What cancelling or releasing an order would do now: each server, each job; refused as the deed itself would be',
  params: z.strictObject({ number: code }),
  query: z.strictObject({ action: z.enum(['cancel', 'release']) }),
  success: 200,
  response: orderEndingView,
  refusals: [404, 409],
})
