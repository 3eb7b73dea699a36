import { z } from 'zod'
import { JOB_KINDS } from '../../domain/job-state'
import { endpoint } from '../endpoint'
import { anyOf } from '../paging'
import { code } from '../primitives'

const times = { count: z.int(), medianMs: z.int(), p90Ms: z.int() }

/**
 * What steps and flashes took in past jobs: the median, and what nine of ten stayed within. Steps without a model are over
 * all models. count: how many were measured. pace: what flashes took of the minutes that their paths estimate, the median
 * over all models: 1.2 is a fifth more.
 */
export const usualTimesView = z
  .object({
    kind: z.enum(JOB_KINDS),
    steps: z.array(z.object({ model: code.optional(), position: z.int(), ...times })),
    hops: z.array(z.object({ model: code, component: z.string(), from: z.string(), to: z.string(), ...times })),
    pace: z.number().optional(),
  })
  .meta({ id: 'UsualTimes' })
export type UsualTimesView = z.input<typeof usualTimesView>

export const getUsualTimesEndpoint = endpoint({
  method: 'GET',
  path: '/provision-jobs/usual-times',
  operation: 'provisioning.read',
  tag: 'Provisioning',
  summary: 'How long steps and flashes usually take, from the last jobs that succeeded',
  query: z.strictObject({ kind: z.enum(JOB_KINDS).default('provision'), model: anyOf(code) }),
  success: 200,
  response: usualTimesView,
})
