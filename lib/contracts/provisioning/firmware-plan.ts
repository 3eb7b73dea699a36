import { z } from 'zod'
import { endpoint } from '../endpoint'
import { code, utc } from '../primitives'

const plannedHop = z.object({
  group: z.int(),
  component: z.string(),
  from: z.string(),
  to: z.string(),
  minutes: z.int().optional(),
  reboot: z.boolean(),
})

/** One component that can't get to its target; the words say all of it. */
const noWay = z.object({
  component: z.string(),
  current: z.string().optional(),
  target: z.string(),
  nearest: z.string().optional(),
  words: z.string(),
})

/**
 * What step 3 would flash if it began now. basis: it is worked out from the versions last read of each server (readAt: the
 * oldest of them); a job reads its BMC anew and plans from that. Hops of one group are flashed together. minutes: null where a hop
 * has no estimate, or where there is no plan. failures: with any, the server's job would stop at step 3 and flash nothing.
 * restarts: at most so many, one a group.
 */
export const firmwarePlanView = z
  .object({
    order: code,
    basis: z.literal('last-read'),
    servers: z.array(
      z.object({
        barcode: code,
        model: code.optional(),
        readAt: utc.optional(),
        hops: z.array(plannedHop),
        minutes: z.int().nullable(),
        failures: z.array(noWay),
      }),
    ),
    totals: z.object({
      flashes: z.int(),
      restarts: z.int(),
      toFlash: z.int(),
      atTarget: z.int(),
      cannot: z.int(),
      longestMinutes: z.int().nullable(),
    }),
  })
  .meta({ id: 'FirmwarePlan' })
export type FirmwarePlanView = z.input<typeof firmwarePlanView>

export const getFirmwarePlanEndpoint = endpoint({
  method: 'GET',
  path: '/orders/{number}/firmware-plan',
  operation: 'provisioning.read',
  tag: 'Provisioning',
  summary: 'What provisioning would flash on each server of an order (while PLANNED: of its plan), before it runs',
  params: z.strictObject({ number: code }),
  success: 200,
  response: firmwarePlanView,
  refusals: [404],
})
