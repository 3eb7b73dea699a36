import type { Prisma } from '../../db/generated/client'
import { unseen } from '../../db/once-planned'
import type { JobRow } from './job-view'

type Reader = { db: Prisma.TransactionClient }

/** As JSON brings them: a time is text. */
type Timed<T> = Omit<T, 'startedAt' | 'finishedAt'> & { startedAt: string | null; finishedAt: string | null }
type Read = Omit<JobRow, 'steps' | 'hops'> & {
  steps: Timed<JobRow['steps'][number]>[]
  hops: Timed<JobRow['hops'][number]>[]
}

/** Jobs with all that their views show, in the order of these ids: one statement, where a relation after another would be five. */
export async function readJobs(ctx: Reader, ids: readonly string[]): Promise<JobRow[]> {
  if (ids.length === 0) return []
  const rows = await ctx.db.$queryRaw<Read[]>`
    SELECT j.id::text AS id, j.kind::text AS kind, j.status::text AS status, j.attempt, j.last_error AS "lastError",
      j.waiting_for AS "waitingFor", j.cancel_requested_at AS "cancelRequestedAt", j.lease_owner AS "leaseOwner",
      j.created_at AS "createdAt", j.started_at AS "startedAt", j.finished_at AS "finishedAt",
      (SELECT json_build_object('number', o.number) FROM orders o WHERE o.id = j.order_id) AS "order",
      (SELECT json_build_object('barcode', s.barcode, 'datacenterId', s.datacenter_id,
          'model', (SELECT json_build_object('slug', m.slug) FROM server_models m WHERE m.id = s.model_id))
        FROM servers s WHERE s.id = j.server_id) AS server,
      (SELECT COALESCE(json_agg(json_build_object('position', p.position, 'name', p.name, 'status', p.status,
          'startedAt', p.started_at, 'finishedAt', p.finished_at, 'detail', p.detail, 'error', p.error) ORDER BY p.position), '[]')
        FROM provision_steps p WHERE p.job_id = j.id) AS steps,
      (SELECT COALESCE(json_agg(json_build_object('component', h.component, 'from', h."from", 'to', h."to", 'minutes', h.minutes,
          'status', h.status, 'startedAt', h.started_at, 'finishedAt', h.finished_at, 'error', h.error) ORDER BY h.position), '[]')
        FROM firmware_hops h WHERE h.job_id = j.id) AS hops
    FROM provision_jobs j WHERE j.id = ANY(${unseen.uuids(ids)}) ORDER BY array_position(${unseen.uuids(ids)}, j.id)`
  return rows.map(({ steps, hops, ...row }) => ({ ...row, steps: steps.map(withTimes), hops: hops.map(withTimes) }))
}

function withTimes<T extends { startedAt: string | null; finishedAt: string | null }>({
  startedAt,
  finishedAt,
  ...rest
}: T) {
  const time = (text: string | null) => (text === null ? null : new Date(text))
  return { ...rest, startedAt: time(startedAt), finishedAt: time(finishedAt) }
}
