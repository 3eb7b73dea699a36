import { type Ctx, inTransaction } from '../../db/context'
import { recordAudits } from '../audit/record-audit'

const AT_ONCE = 200

interface Expired {
  id: number
  barcode: string
  datacenter_id: number
  hold_id: string
}

/**
 * Ends the holds whose time is over. Planning looks at the time and needs no such end; the counts of free servers and the
 * live screens do. Run by every worker: rows that another one has are skipped. Returns how many it ended.
 */
export async function endExpiredHolds(ctx: Ctx): Promise<number> {
  return inTransaction(ctx, async (tx) => {
    const now = tx.clock()
    const servers = await tx.db.$queryRaw<Expired[]>`
      SELECT id, barcode::text AS barcode, datacenter_id, hold_id::text AS hold_id FROM servers
      WHERE hold_until <= ${now.toISOString()}::timestamptz AND hold_id IS NOT NULL
      ORDER BY id LIMIT ${AT_ONCE} FOR UPDATE SKIP LOCKED`
    if (servers.length === 0) return 0
    const holdIds = servers.map((server) => server.hold_id)
    await tx.db.server.updateMany({
      where: { id: { in: servers.map((server) => server.id) } },
      data: { holdId: null, holdUntil: null, version: { increment: 1 } },
    })
    await tx.db.$executeRaw`
      UPDATE holds SET ended_at = until, version = version + 1 WHERE id = ANY(${holdIds}::uuid[]) AND ended_at IS NULL`
    await recordAudits(
      tx,
      servers.map((server) => ({
        action: 'inventory.end-expired-holds',
        entity: 'server',
        key: server.barcode,
        datacenterId: server.datacenter_id,
        detail: { hold: server.hold_id },
      })),
    )
    return servers.length
  })
}
