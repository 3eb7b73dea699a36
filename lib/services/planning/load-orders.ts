import { Prisma } from '../../db/generated/client'
import { unseen } from '../../db/once-planned'
import type { OrderRow } from './order-view'

type Reader = { db: Prisma.TransactionClient }

/**
 * Orders with all that their views show, in one statement: by ids, in the order of these, or the one with a number. With
 * `lock` their rows are locked, and what stands in them is as it was left; lines, plan, allocations and jobs are as they
 * were when the statement began.
 */
export async function loadOrders(
  ctx: Reader,
  wanted: { ids: readonly number[] } | { number: string; lock?: boolean },
): Promise<OrderRow[]> {
  const condition =
    'ids' in wanted
      ? Prisma.sql`o.id = ANY(${unseen.ints(wanted.ids)}) ORDER BY array_position(${unseen.ints(wanted.ids)}, o.id)`
      : Prisma.sql`o.number = ${wanted.number}::citext ${wanted.lock === true ? Prisma.sql`FOR UPDATE OF o` : Prisma.empty}`
  return ctx.db.$queryRaw<OrderRow[]>`
    SELECT o.id, o.number::text AS number, o.status::text AS status, o.customer, o.datacenter_id AS "datacenterId",
      d.code::text AS datacenter, o.cpu_cores AS "cpuCores", o.ram_gb AS "ramGb", o.nvme_gb AS "nvmeGb",
      (SELECT COALESCE(jsonb_agg(jsonb_build_object('id', l.id, 'count', l.count, 'minCpuCores', l.min_cpu_cores,
          'minRamGb', l.min_ram_gb, 'minNvmeGb', l.min_nvme_gb) ORDER BY l.position), '[]')
        FROM order_lines l WHERE l.order_id = o.id) AS lines,
      i.slug::text AS image, o.boot::text AS boot, o.canary, o.failure_budget AS "failureBudget",
      (SELECT p.id::text FROM allocation_plans p WHERE p.order_id = o.id AND p.status IN ('current', 'allocated')
        ORDER BY p.created_at DESC LIMIT 1) AS plan,
      (SELECT (p.totals ->> 'servers')::int FROM allocation_plans p WHERE p.order_id = o.id AND p.status IN ('current', 'allocated')
        ORDER BY p.created_at DESC LIMIT 1) AS "plannedServers",
      (SELECT COALESCE(jsonb_agg(jsonb_build_object('status', a.status, 'planId', a.plan_id, 'barcode', s.barcode)
          ORDER BY a.id), '[]')
        FROM allocations a JOIN servers s ON s.id = a.server_id
        WHERE a.order_id = o.id AND (a.status = 'ACTIVE' OR a.status = 'LOST' AND a.replaced_by_id IS NULL)) AS allocations,
      (SELECT COALESCE(jsonb_agg(j.id ORDER BY j.created_at, j.id), '[]') FROM provision_jobs j WHERE j.order_id = o.id) AS jobs,
      o.ends_at AS "endsAt", o.cancel_requested_at AS "cancelRequestedAt", o.created_by AS "createdBy",
      o.status_since AS "statusSince",
      o.created_at AS "createdAt", o.updated_at AS "updatedAt", o.version
    FROM orders o JOIN datacenters d ON d.id = o.datacenter_id LEFT JOIN images i ON i.id = o.image_id
    WHERE ${condition}`
}
