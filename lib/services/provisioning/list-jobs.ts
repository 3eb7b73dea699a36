import type { Page } from '../../contracts/paging'
import type { JobView } from '../../contracts/provisioning/job'
import type { Ctx } from '../../db/context'
import { cutPage, decodeCursor, decodeInstant } from '../../db/cursor'
import type { Prisma } from '../../db/generated/client'
import type { JobKind, JobState } from '../../domain/job-state'
import type { StepState } from '../../domain/step-state'
import { visible } from '../access/authorize'
import { jobSelect, toJobView } from './job-view'

export interface JobFilters {
  limit: number
  cursor?: string | undefined
  order?: string[] | undefined
  server?: string[] | undefined
  datacenter?: string[] | undefined
  status?: JobState[] | undefined
  kind?: JobKind[] | undefined
  step?: number | undefined
}

/** Jobs that the actor may read, newest first; a fixed number of queries, whatever the page holds. */
export async function listJobs(ctx: Ctx, input: JobFilters): Promise<Page<JobView>> {
  const rows = await ctx.db.provisionJob.findMany({
    where: { AND: [filtersOf(ctx, input), standingAt(input.step), afterCursor(input.cursor)] },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: input.limit + 1,
    select: jobSelect,
  })
  return cutPage(rows, input.limit, toJobView, (row) => [row.createdAt.getTime(), row.id])
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

/** The first step that is not passed. A job that succeeded stands nowhere: without it, only work that is open is looked through. */
function standingAt(position: number | undefined): Prisma.ProvisionJobWhereInput {
  if (position === undefined) return {}
  const passed: StepState[] = ['SUCCESS', 'SKIPPED']
  return {
    status: { in: ['PENDING', 'RUNNING', 'FAILED', 'CANCELLED'] },
    AND: [
      { steps: { some: { position, status: { notIn: passed } } } },
      { steps: { none: { position: { lt: position }, status: { notIn: passed } } } },
    ],
  }
}

function afterCursor(cursor: string | undefined): Prisma.ProvisionJobWhereInput {
  if (cursor === undefined) return {}
  const [time, id] = decodeCursor(cursor, ['number', 'uuid'])
  const createdAt = decodeInstant(time)
  // The first condition is one that an index begins at; what is said with OR it only filters by.
  return { createdAt: { lte: createdAt }, OR: [{ createdAt: { lt: createdAt } }, { id: { lt: id } }] }
}
