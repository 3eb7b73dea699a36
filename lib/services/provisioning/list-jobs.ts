import type { Page } from '../../contracts/paging'
import type { JobView } from '../../contracts/provisioning/job'
import type { Ctx } from '../../db/context'
import { cutPage, decodeCursor, decodeInstant } from '../../db/cursor'
import type { Prisma } from '../../db/generated/client'
import { visible } from '../access/authorize'
import { findStandingJobs, type JobFilters } from './find-standing-jobs'
import { toJobView } from './job-view'
import { readJobs } from './read-jobs'

/** Jobs that the actor may read, newest first; a fixed number of queries, whatever the page holds. */
export async function listJobs(ctx: Ctx, input: JobFilters): Promise<Page<JobView>> {
  const { step, limit } = input
  const found =
    step === undefined
      ? await ctx.db.provisionJob.findMany({
          where: { AND: [filtersOf(ctx, input), afterCursor(input.cursor)] },
          orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
          take: limit + 1,
          select: { id: true },
        })
      : await findStandingJobs(ctx, { ...input, step })
  // One more than the page: it says whether there is a next.
  const rows = await readJobs(
    ctx,
    found.map(({ id }) => id),
  )
  return cutPage(rows, limit, toJobView, (row) => [row.createdAt.getTime(), row.id])
}

function filtersOf(ctx: Ctx, input: JobFilters): Prisma.ProvisionJobWhereInput {
  const ids = visible(ctx, 'provisioning.read')
  return {
    ...(input.order === undefined ? {} : { order: { number: { in: input.order } } }),
    ...(input.status === undefined ? {} : { status: { in: input.status } }),
    ...(input.kind === undefined ? {} : { kind: { in: input.kind } }),
    server: {
      ...(ids === undefined ? {} : { datacenterId: ids }),
      ...(input.server === undefined ? {} : { barcode: { in: input.server } }),
      ...(input.datacenter === undefined ? {} : { datacenter: { code: { in: input.datacenter } } }),
    },
  }
}

function afterCursor(cursor: string | undefined): Prisma.ProvisionJobWhereInput {
  if (cursor === undefined) return {}
  const [time, id] = decodeCursor(cursor, ['number', 'uuid'])
  const createdAt = decodeInstant(time)
  // The first condition is one that an index begins at; what is said with OR it only filters by.
  return { createdAt: { lte: createdAt }, OR: [{ createdAt: { lt: createdAt } }, { id: { lt: id } }] }
}
