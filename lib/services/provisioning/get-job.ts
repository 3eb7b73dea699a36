import type { JobView } from '../../contracts/provisioning/job'
import type { Ctx } from '../../db/context'
import { notFound } from '../../domain/errors'
import { authorize } from '../access/authorize'
import { toJobView } from './job-view'
import { readJobs } from './read-jobs'

export async function getJob(ctx: Ctx, input: { id: string }): Promise<JobView> {
  const [row] = await readJobs(ctx, [input.id])
  if (row === undefined) throw notFound('provision-job', input.id)
  authorize(ctx, 'provisioning.read', row.server.datacenterId)
  return toJobView(row)
}
