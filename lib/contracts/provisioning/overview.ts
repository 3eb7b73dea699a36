import { z } from 'zod'
import { JOB_KINDS } from '../../domain/job-state'
import { endpoint } from '../endpoint'
import { anyOf } from '../paging'
import { code, utc } from '../primitives'

const kind = z.enum(JOB_KINDS)
const oneJob = z.object({ id: z.uuid(), server: code, order: code })

/**
 * Work under way. steps: at which step how many jobs run, wait for something that they name, or are only next; those with
 * none are left out. waits: what is waited for, without what differs from job to job, and the job at it longest; since: when
 * that job's step began, or the job was made.
 */
export const jobsOverviewView = z
  .object({
    steps: z.array(z.object({ kind, position: z.int(), running: z.int(), waiting: z.int(), pending: z.int() })),
    waits: z.array(z.object({ reason: z.string(), count: z.int(), longest: oneJob, since: utc })),
  })
  .meta({ id: 'JobsOverview' })
export type JobsOverviewView = z.input<typeof jobsOverviewView>

/** jobs: those in hand that the caller may read, 50 at most; inHand counts them all. */
export const workerView = z
  .object({ name: z.string(), startedAt: utc, beatAt: utc, inHand: z.int(), jobs: z.array(oneJob) })
  .meta({ id: 'ProvisionWorker' })
export type WorkerView = z.input<typeof workerView>

export const workersView = z.object({ items: z.array(workerView) })
export type WorkersView = z.input<typeof workersView>

const tag = 'Provisioning'

export const getJobsOverviewEndpoint = endpoint({
  method: 'GET',
  path: '/provision-jobs/overview',
  operation: 'provisioning.read',
  tag,
  summary: 'Jobs under way by step, and what waits for what',
  query: z.strictObject({ datacenter: anyOf(code) }),
  success: 200,
  response: jobsOverviewView,
})
export const listWorkersEndpoint = endpoint({
  method: 'GET',
  path: '/provision-workers',
  operation: 'provisioning.read',
  tag,
  summary: 'Workers of the last day: when each last said that it is there, and the jobs in its hand',
  success: 200,
  response: workersView,
})
