import type { AuditView } from '../../contracts/audit/audit'
import type { Prisma } from '../../db/generated/client'

export const auditSelect = {
  id: true,
  at: true,
  actor: true,
  action: true,
  entity: true,
  key: true,
  from: true,
  to: true,
  reason: true,
  requestId: true,
  detail: true,
} as const satisfies Prisma.AuditEntrySelect

type Row = Prisma.AuditEntryGetPayload<{ select: typeof auditSelect }>

export function toAuditView(row: Row): AuditView {
  return {
    id: String(row.id),
    at: row.at.toISOString(),
    actor: row.actor,
    action: row.action,
    entity: row.entity,
    key: row.key,
    ...(row.from === null ? {} : { from: row.from }),
    ...(row.to === null ? {} : { to: row.to }),
    ...(row.reason === null ? {} : { reason: row.reason }),
    ...(row.requestId === null ? {} : { requestId: row.requestId }),
    ...(isObject(row.detail) ? { detail: row.detail } : {}),
  }
}

function isObject(value: Prisma.JsonValue): value is Prisma.JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
