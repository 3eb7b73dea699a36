import type { Ctx } from '../../db/context'
import { decodeCursor, decodeInstant } from '../../db/cursor'
import { Prisma } from '../../db/generated/client'
import type { JobKind, JobState } from '../../domain/job-state'
import { visible } from '../access/authorize'

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

/**
 * A page and one more of the jobs whose first step that is not passed is this one, newest first: their ids. A job that
 * succeeded stands nowhere, and the index of all others has them in this order. What is asked of a job's step and server is
 * looked up for each in turn until the page is full: to join them would read every server of a datacenter.
 */
export async function findStandingJobs(ctx: Ctx, input: JobFilters & { step: number }): Promise<{ id: string }[]> {
  return ctx.db.$queryRaw<{ id: string }[]>`
    SELECT j.id::text AS id FROM provision_jobs j WHERE j.status <> 'SUCCESS' AND ${Prisma.join(conditions(ctx, input), ' AND ')}
      AND (SELECT p.position FROM provision_steps p WHERE p.job_id = j.id AND p.status NOT IN ('SUCCESS', 'SKIPPED')
        ORDER BY p.position LIMIT 1) = ${input.step}
    ORDER BY j.created_at DESC, j.id DESC LIMIT ${input.limit + 1}`
}

function conditions(ctx: Ctx, { order, server, datacenter, status, kind, cursor }: JobFilters): Prisma.Sql[] {
  const ids = visible(ctx, 'provisioning.read')
  const place = Prisma.sql`(SELECT s.datacenter_id FROM servers s WHERE s.id = j.server_id)`
  return [
    Prisma.sql`true`,
    ...(ids === undefined ? [] : [Prisma.sql`${place} = ANY(${ids.in}::int[])`]),
    ...(datacenter === undefined
      ? []
      : [Prisma.sql`${place} = ANY(ARRAY(SELECT id FROM datacenters WHERE code = ANY(${datacenter}::citext[])))`]),
    ...(server === undefined
      ? []
      : [Prisma.sql`j.server_id = ANY(ARRAY(SELECT id FROM servers WHERE barcode = ANY(${server}::citext[])))`]),
    ...(order === undefined
      ? []
      : [Prisma.sql`j.order_id = ANY(ARRAY(SELECT id FROM orders WHERE number = ANY(${order}::citext[])))`]),
    ...(status === undefined ? [] : [Prisma.sql`j.status = ANY(${status}::job_status[])`]),
    ...(kind === undefined ? [] : [Prisma.sql`j.kind = ANY(${kind}::job_kind[])`]),
    ...(cursor === undefined ? [] : [beyond(cursor)]),
  ]
}

function beyond(cursor: string): Prisma.Sql {
  const [time, id] = decodeCursor(cursor, ['number', 'uuid'])
  return Prisma.sql`(j.created_at, j.id) < (${decodeInstant(time).toISOString()}::timestamptz, ${id}::uuid)`
}
