import { z } from 'zod'
import { JOB_STATES } from '../../domain/job-state'
import { LOG_KINDS } from '../../domain/provisioning/log-line'
import { STEP_STATES } from '../../domain/step-state'
import { endpoint } from '../endpoint'
import { anyOf, page, pageQuery } from '../paging'
import { code, text, utc } from '../primitives'

/** hops: the firmware chain of step 3, one a flash; minutes: the estimate of its path. */
export const jobView = z
  .object({
    id: z.uuid(),
    kind: z.enum(['provision', 'wipe']),
    order: code,
    server: code,
    model: code.optional(),
    status: z.enum(JOB_STATES),
    attempt: z.int(),
    lastError: z.string().optional(),
    waitingFor: z.string().optional(),
    cancelRequested: z.boolean(),
    worker: z.string().optional(),
    steps: z.array(
      z.object({
        position: z.int(),
        name: z.string(),
        status: z.enum(STEP_STATES),
        startedAt: utc.optional(),
        finishedAt: utc.optional(),
        detail: z.record(z.string(), z.unknown()).optional(),
        error: z.string().optional(),
      }),
    ),
    hops: z.array(
      z.object({
        component: z.string(),
        from: z.string(),
        to: z.string(),
        minutes: z.int().optional(),
        status: z.enum(STEP_STATES),
        startedAt: utc.optional(),
        finishedAt: utc.optional(),
        error: z.string().optional(),
      }),
    ),
    createdAt: utc,
    startedAt: utc.optional(),
    finishedAt: utc.optional(),
  })
  .meta({ id: 'ProvisionJob' })
export type JobView = z.input<typeof jobView>

/** How many lines of a job's log are answered at most: the newest. */
export const LOG_LIMIT = 500

/** worker: who has the job at this moment, and when it last said that it is there. more: older lines were left out. */
export const jobLogView = z
  .object({
    items: z.array(z.object({ at: utc, step: z.int().optional(), kind: z.enum(LOG_KINDS), text: z.string() })),
    more: z.boolean(),
    worker: z.object({ name: z.string(), beatAt: utc.optional() }).optional(),
    nextLookAt: utc.optional(),
  })
  .meta({ id: 'ProvisionJobLog' })
export type JobLogView = z.input<typeof jobLogView>

const params = z.strictObject({ id: z.uuid() })
const tag = 'Provisioning'

export const listJobsEndpoint = endpoint({
  method: 'GET',
  path: '/provision-jobs',
  operation: 'provisioning.read',
  tag,
  summary: 'List jobs, newest first',
  query: z.strictObject({
    ...pageQuery,
    order: anyOf(code),
    server: anyOf(code),
    datacenter: anyOf(code),
    status: anyOf(z.enum(JOB_STATES)),
    kind: anyOf(z.enum(['provision', 'wipe'])),
    step: z.coerce
      .number()
      .int()
      .min(1)
      .max(99)
      .optional()
      .meta({ description: 'Position of the step at which a job stands: the first that it has not passed' }),
  }),
  success: 200,
  response: page(jobView),
})
export const getJobEndpoint = endpoint({
  method: 'GET',
  path: '/provision-jobs/{id}',
  operation: 'provisioning.read',
  tag,
  summary: 'One job with its steps',
  params,
  success: 200,
  response: jobView,
  refusals: [404],
})
export const getJobLogEndpoint = endpoint({
  method: 'GET',
  path: '/provision-jobs/{id}/log',
  operation: 'provisioning.read',
  tag,
  summary: 'What a job did, line by line, oldest first; of a long one the newest lines',
  params,
  success: 200,
  response: jobLogView,
  refusals: [404],
})
export const retryJobEndpoint = endpoint({
  method: 'POST',
  path: '/provision-jobs/{id}/retry',
  operation: 'provisioning.retry-job',
  tag,
  summary: 'Try a failed job again at the step that failed',
  params,
  body: z.strictObject({}).prefault({}),
  success: 202,
  response: jobView,
  refusals: [404, 409],
})
export const cancelJobEndpoint = endpoint({
  method: 'POST',
  path: '/provision-jobs/{id}/cancel',
  operation: 'provisioning.cancel-job',
  tag,
  summary: 'Cancel a job; a running one stops between steps and hops',
  params,
  body: z.strictObject({ reason: text(500).optional() }).prefault({}),
  success: 202,
  response: jobView,
  refusals: [404, 409],
})
export const skipStepEndpoint = endpoint({
  method: 'POST',
  path: '/provision-jobs/{id}/skip',
  operation: 'provisioning.skip-step',
  tag,
  summary: 'Skip the step at which a job failed, with a reason, and go on',
  params,
  body: z.strictObject({ reason: text(500) }),
  success: 202,
  response: jobView,
  refusals: [404, 409],
})
/** The installed image calls this; any body is passed over, as installers send what they like. */
export const phoneHomeEndpoint = endpoint({
  method: 'POST',
  path: '/provision-jobs/{id}/phone-home',
  operation: null,
  open: true,
  tag,
  summary: 'The installed image says that it runs; its one-time token comes with its address',
  params,
  query: z.strictObject({ token: z.string().max(200) }),
  success: 200,
  response: z.object({ job: z.uuid() }),
  refusals: [409],
})
