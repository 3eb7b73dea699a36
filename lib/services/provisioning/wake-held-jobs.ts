import { type Ctx, inTransaction } from '../../db/context'
import { Prisma } from '../../db/generated/client'
import { enqueueProvisionJob } from '../../jobs/enqueue'

/**
 * Gives held jobs their turn where there is room again, the oldest first: as many as racks, datacenters and canaries leave
 * room for. Each is asked again when it is claimed, so that one woken in vain is held anew. Returns how many were woken.
 * @param input.datacenterId only of this one
 * @param input.most looks at no more than so many: at the end of each job only at the head of the queue
 */
export async function wakeHeldJobs(ctx: Ctx, input: { datacenterId?: number; most?: number }): Promise<number> {
  const here = input.datacenterId === undefined ? Prisma.empty : Prisma.sql`AND s.datacenter_id = ${input.datacenterId}`
  const most = input.most === undefined ? Prisma.empty : Prisma.sql`LIMIT ${input.most}`
  return inTransaction(ctx, async (tx) => {
    const woken = await tx.db.$queryRaw<{ id: string }[]>`
      WITH held AS (
        SELECT j.id, j.created_at, j.order_id, j.in_wave, s.rack_id, s.datacenter_id
        FROM provision_jobs j JOIN servers s ON s.id = j.server_id
        WHERE j.held_since IS NOT NULL ${here} ORDER BY j.created_at, j.id ${most}
      ), begun AS (
        SELECT j.order_id, s.rack_id, s.datacenter_id FROM provision_jobs j JOIN servers s ON s.id = j.server_id
        WHERE j.admitted_at IS NOT NULL AND j.status IN ('PENDING', 'RUNNING') AND j.kind = 'provision'
          AND EXISTS (SELECT FROM held)
      ), ranked AS (
        SELECT h.*, row_number() OVER (PARTITION BY h.rack_id ORDER BY h.created_at, h.id) AS nth_in_rack,
          row_number() OVER (PARTITION BY h.order_id, h.in_wave ORDER BY h.created_at, h.id) AS nth_in_order
        FROM held h
      ), fitting AS (
        SELECT k.id, d.max_provisioning AS most, k.datacenter_id,
          row_number() OVER (PARTITION BY k.datacenter_id ORDER BY k.created_at, k.id) AS nth
        FROM ranked k JOIN datacenters d ON d.id = k.datacenter_id JOIN orders o ON o.id = k.order_id
        WHERE (k.rack_id IS NULL OR d.max_provisioning_per_rack IS NULL
            OR k.nth_in_rack <= d.max_provisioning_per_rack - (SELECT count(*) FROM begun b WHERE b.rack_id = k.rack_id))
          AND (NOT k.in_wave OR o.canary IS NULL OR k.nth_in_order <= o.canary
              - (SELECT count(*) FROM begun b WHERE b.order_id = k.order_id)
            OR o.canary <= (SELECT count(*) FROM (SELECT FROM provision_jobs t
              WHERE t.order_id = o.id AND t.status = 'SUCCESS' AND t.kind = 'provision' LIMIT o.canary) t))
      ), roomy AS (
        SELECT id FROM fitting f
        WHERE most IS NULL OR nth <= most - (SELECT count(*) FROM begun b WHERE b.datacenter_id = f.datacenter_id)
      )
      UPDATE provision_jobs SET held_since = NULL, updated_at = clock_timestamp()
      WHERE id IN (SELECT id FROM provision_jobs WHERE id IN (SELECT id FROM roomy) AND held_since IS NOT NULL
        ORDER BY id FOR UPDATE SKIP LOCKED)
      RETURNING id::text AS id`
    for (const { id } of woken) await enqueueProvisionJob(tx, { jobId: id })
    return woken.length
  })
}
