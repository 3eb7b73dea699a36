import { Prisma } from '../../db/generated/client'

/** Of the order `o` in whose statement it stands: servers that it holds and whose job failed, tried again or not. */
export const FAILED_OF_ORDER = Prisma.sql`(SELECT count(*)::int FROM provision_jobs f
  JOIN allocations h ON h.order_id = f.order_id AND h.server_id = f.server_id AND h.status = 'ACTIVE'
  WHERE f.order_id = o.id AND f.status = 'FAILED' AND f.kind = 'provision')`

/**
 * Of the order `o`: jobs that succeeded since it was provisioned, the last time where it was more than once; counted up to
 * its canary, as more make no difference.
 */
export const SUCCEEDED_OF_ORDER = Prisma.sql`(SELECT count(*)::int FROM (SELECT FROM provision_jobs t
  WHERE t.order_id = o.id AND t.status = 'SUCCESS' AND t.kind = 'provision'
    AND t.finished_at >= o.status_since LIMIT COALESCE(o.canary, 0)) t)`
