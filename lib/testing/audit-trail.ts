import type { Db } from '../db/client'

/** What the audit says of one thing, the oldest first. */
export function auditTrail(db: Db, key: string, entity?: string) {
  return db.auditEntry.findMany({ where: { key, ...(entity === undefined ? {} : { entity }) }, orderBy: { id: 'asc' } })
}
