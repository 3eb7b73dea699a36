import { CHANGES_CHANNEL } from '../../db/change-feed'
import type { TxCtx } from '../../db/context'
import type { Prisma } from '../../db/generated/client'

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
  | 'firmware-path'
  | 'telemetry-rule'
  | 'hold'
  | 'user'
  | 'token'

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

/** The same for many, in two statements. */
export async function recordAudits(tx: TxCtx, records: readonly AuditRecord[]): Promise<void> {
  if (records.length === 0) return
  const at = tx.clock()
  await tx.db.auditEntry.createMany({
    data: records.map((record) => ({
      at,
      actor: tx.actor.name,
      requestId: tx.requestId,
      action: record.action,
      entity: record.entity,
      key: record.key,
      from: record.from ?? null,
      to: record.to ?? null,
      reason: record.reason ?? null,
      datacenterId: record.datacenterId ?? null,
      ...(record.detail === undefined ? {} : { detail: record.detail }),
    })),
  })
  await announceChanges(tx, records)
}

/**
 * Tells live pages that something changed, without an audit row (progress of a job, an attached event). It is sent when
 * the transaction commits. With the datacenter, only those hear of it who may read there.
 */
export async function announceChanges(
  tx: TxCtx,
  changes: readonly { entity: AuditEntity; key: string; datacenterId?: number | undefined }[],
): Promise<void> {
  const payloads = [
    ...new Set(changes.map(({ entity, key, datacenterId }) => JSON.stringify({ entity, key, datacenterId }))),
  ]
  await tx.db.$executeRaw`SELECT pg_notify(${CHANGES_CHANNEL}, payload) FROM unnest(${payloads}::text[]) AS payload`
}
