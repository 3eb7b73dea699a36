import { CHANGES_CHANNEL } from '../../db/change-feed'
import type { TxCtx } from '../../db/context'
import { Prisma } from '../../db/generated/client'

export type AuditEntity =
  | 'server'
  | 'rack'
  | 'rack-item'
  | 'warehouse'
  | 'datacenter'
  | 'server-model'
  | 'image'
  | 'order'
  | 'plan'
  | 'provision-job'
  | 'ticket'
  | 'stock'
  | 'spare-part'
  | 'part'
  | 'firmware-path'
  | 'telemetry-rule'
  | 'incident'
  | 'telemetry-dump'
  | 'hold'
  | 'import'
  | 'bulk-change'
  | 'stocktake'
  | 'user'
  | 'token'
  | 'saved-view'

export interface AuditRecord {
  /** Name of the use case, `<area>.<file name>`. */
  action: string
  entity: AuditEntity
  /** Code, number, barcode or id, as the API shows it. */
  key: string
  from?: string | undefined
  to?: string | undefined
  reason?: string | undefined
  datacenterId?: number | undefined
  detail?: Prisma.InputJsonObject | undefined
}

/** Writes one audit row and announces the change, both in the caller's transaction. */
export async function recordAudit(tx: TxCtx, record: AuditRecord): Promise<void> {
  await recordAudits(tx, [record])
}

/** The same for many, in one statement, with changes that are only announced. */
export async function recordAudits(
  tx: TxCtx,
  records: readonly AuditRecord[],
  announced: readonly Change[] = [],
): Promise<void> {
  const changes = [...records, ...announced]
  if (changes.length === 0) return
  if (records.length === 0) return announceChanges(tx, changes)
  await tx.db.$executeRaw`WITH written AS (${auditRows(tx, records)}) ${announcements(changes)}`
}

/**
 * The rows as an INSERT, to be part of the statement that makes the change where a round trip counts; it writes them where
 * `when` holds. `announcements` belongs beside it, and has to be read to be sent.
 */
export function auditRows(tx: TxCtx, records: readonly AuditRecord[], when: Prisma.Sql = Prisma.sql`true`): Prisma.Sql {
  const rows = records.map(({ datacenterId, ...record }, position) => ({
    ...record,
    datacenter_id: datacenterId,
    position,
  }))
  return Prisma.sql`
    INSERT INTO audit_log (at, actor, request_id, action, entity, key, "from", "to", reason, datacenter_id, detail)
    SELECT ${tx.clock()}::timestamptz, ${tx.actor.name}::text, ${tx.requestId}::text,
      action, entity, key, "from", "to", reason, datacenter_id, detail
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS row
      (action text, entity text, key citext, "from" text, "to" text, reason text, datacenter_id int, detail jsonb, position int)
    WHERE ${when} ORDER BY position`
}

/** A query that announces the changes, when the transaction commits. */
export function announcements(changes: readonly Change[], when: Prisma.Sql = Prisma.sql`true`): Prisma.Sql {
  return Prisma.sql`
    SELECT pg_notify(${CHANGES_CHANNEL}, payload) FROM unnest(${payloadsOf(changes)}::text[]) AS payload WHERE ${when}`
}

/** The same of things that the statement itself found, letter by letter: told twice in a transaction, it is sent once. */
export function announcementsOf(entity: AuditEntity, keys: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    SELECT pg_notify(${CHANGES_CHANNEL}, format('{"entity":%s,"key":%s}', to_json(${entity}::text), to_json(key::text)))
    FROM (${keys}) AS keys(key)`
}

/**
 * Tells live pages that something changed, without an audit row (progress of a job, an attached event). It is sent when
 * the transaction commits. With the datacenter, only those hear of it who may read there.
 */
export async function announceChanges(tx: TxCtx, changes: readonly Change[]): Promise<void> {
  await tx.db.$executeRaw(announcements(changes))
}

interface Change {
  entity: AuditEntity
  key: string
  datacenterId?: number | undefined
}

function payloadsOf(changes: readonly Change[]): string[] {
  return [...new Set(changes.map(({ entity, key, datacenterId }) => JSON.stringify({ entity, key, datacenterId })))]
}
