import { type Ctx, inTransaction } from '../../db/context'
import { Prisma } from '../../db/generated/client'
import { enqueueProvisionJob } from '../../jobs/enqueue'
import { FAILED_OF_ORDER, SUCCEEDED_OF_ORDER } from './wave-counts'

/**
 * Gives held jobs their turn where there is room again, the oldest first: as many as racks, datacenters and their orders'
 * waves leave room for. Each is asked again when it is claimed, so that one woken in vain is held anew. Returns how many were woken.
 * @param input.datacenterId only of this one
 * @param input.looksAt no more than so many: at the end of each job only at the head of the queue
 * @param input.wakes no more than so many
 */
export async function wakeHeldJobs(
  ctx: Ctx,
  input: { datacenterId?: number; looksAt?: number; wakes?: number },
): Promise<number> {
  const here = input.datacenterId === undefined ? Prisma.empty : Prisma.sql`AND s.datacenter_id = ${input.datacenterId}`
  const limit = (most: number | undefined) => (most === undefined ? Prisma.empty : Prisma.sql`LIMIT ${most}`)
  return inTransaction(ctx, async (tx) => {
    const woken = await tx.db.$queryRaw<{ id: string }[]>`
      WITH held AS (
        SELECT j.id, j.created_at, j.order_id, j.in_wave, s.rack_id, s.datacenter_id
        FROM provision_jobs j JOIN servers s ON s.id = j.server_id
        WHERE j.held_since IS NOT NULL ${here} ORDER BY j.created_at, j.id ${limit(input.looksAt)}
      ), begun AS (
        SELECT j.order_id, s.rack_id, s.datacenter_id FROM provision_jobs j JOIN servers s ON s.id = j.server_id
        WHERE j.admitted_at IS NOT NULL AND j.status IN ('PENDING', 'RUNNING') AND j.kind = 'provision'
          AND EXISTS (SELECT FROM held)
      ), waves AS (
        SELECT o.id AS order_id, CASE WHEN o.failure_budget < ${FAILED_OF_ORDER} THEN 0 WHEN done.n < o.canary
          THEN o.canary - done.n - (SELECT count(*) FROM begun b WHERE b.order_id = o.id) END AS room
        FROM orders o CROSS JOIN LATERAL (SELECT ${SUCCEEDED_OF_ORDER} AS n) done
        WHERE (o.canary IS NOT NULL OR o.failure_budget IS NOT NULL) AND o.id IN (SELECT order_id FROM held WHERE in_wave)
      ), roomy AS (
        -- Null is without limit. Whoever finds no room at all is out before places are numbered, so that nobody waits
        -- behind one that waits for something else.
        SELECT h.*, w.room AS in_order, d.max_provisioning - COALESCE(there.n, 0) AS in_datacenter,
          CASE WHEN h.rack_id IS NOT NULL THEN d.max_provisioning_per_rack - COALESCE(here.n, 0) END AS in_rack
        FROM held h JOIN datacenters d ON d.id = h.datacenter_id
        LEFT JOIN waves w ON w.order_id = h.order_id AND h.in_wave
        LEFT JOIN (SELECT datacenter_id, count(*) AS n FROM begun GROUP BY 1) there ON there.datacenter_id = h.datacenter_id
        LEFT JOIN (SELECT rack_id, count(*) AS n FROM begun GROUP BY 1) here ON here.rack_id = h.rack_id
      ), by_order AS (
        SELECT *, row_number() OVER (PARTITION BY order_id, in_wave ORDER BY created_at, id) AS nth FROM roomy
        WHERE COALESCE(least(in_order, in_rack, in_datacenter) > 0, true)
      ), by_rack AS (
        SELECT id, created_at, datacenter_id, in_datacenter, in_rack,
          row_number() OVER (PARTITION BY rack_id ORDER BY created_at, id) AS nth
        FROM by_order WHERE COALESCE(nth <= in_order, true)
      ), by_datacenter AS (
        SELECT id, created_at, in_datacenter, row_number() OVER (PARTITION BY datacenter_id ORDER BY created_at, id) AS nth
        FROM by_rack WHERE COALESCE(nth <= in_rack, true)
      ), fitting AS (
        SELECT id FROM by_datacenter WHERE COALESCE(nth <= in_datacenter, true)
        ORDER BY created_at, id ${limit(input.wakes)}
      )
      UPDATE provision_jobs SET held_since = NULL, updated_at = clock_timestamp()
      WHERE id IN (SELECT id FROM provision_jobs WHERE id IN (SELECT id FROM fitting) AND held_since IS NOT NULL
        ORDER BY id FOR UPDATE SKIP LOCKED)
      RETURNING id::text AS id`
    for (const { id } of woken) await enqueueProvisionJob(tx, { jobId: id })
    return woken.length
  })
}
