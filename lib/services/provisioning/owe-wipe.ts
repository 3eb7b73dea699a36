import { Prisma } from '../../db/generated/client'
import { announcements } from '../audit/record-audit'
import { progressOf } from './announce-progress'
import type { Lease } from './under-lease'

/**
 * From the start of the step that writes to the disks on, a wipe is due: the end of a statement that starts a step, in whose
 * `begun` it is where it began.
 */
export function oweWipe(lease: Lease): { writes: Prisma.Sql; told: Prisma.Sql } {
  const owes = Prisma.sql`EXISTS (SELECT FROM owed)`
  return {
    writes: Prisma.sql`owed AS (
      UPDATE servers SET needs_wipe = true, version = version + 1, updated_at = clock_timestamp()
      WHERE id = ${lease.serverId} AND EXISTS (SELECT FROM begun) RETURNING id)`,
    told: Prisma.sql`${progressOf(lease)} UNION ALL ${announcements([{ entity: 'server', key: lease.barcode }], owes)}`,
  }
}
