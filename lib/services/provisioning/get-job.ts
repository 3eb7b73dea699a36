import type { JobView } from '../../contracts/provisioning/job'
import type { Ctx } from '../../db/context'
import { notFound } from '../../domain/errors'
import { authorize } from '../access/authorize'
import { jobSelect, toJobView } from './job-view'

export async function getJob(ctx: Ctx, input: { id: string }): Promise<JobView> {
  const row = await ctx.db.provisionJob.findUnique({ where: { id: input.id }, select: jobSelect })
  if (row === null) throw notFound('provision-job', input.id)
  authorize(ctx, 'provisioning.read', row.server.datacenterId)
  return toJobView(row)
}
