import type { HoldView } from '../../contracts/inventory/hold'
import type { Prisma } from '../../db/generated/client'
import { isHeld } from '../../domain/planning/eligibility'

export const holdSelect = {
  id: true,
  serverId: true,
  server: { select: { barcode: true, datacenterId: true } },
  reason: true,
  by: true,
  until: true,
  createdAt: true,
  endedAt: true,
  version: true,
} as const satisfies Prisma.HoldSelect

export type HoldRow = Prisma.HoldGetPayload<{ select: typeof holdSelect }>

/** A hold whose time is over has ended then, whether or not anybody ended it. */
export function toHoldView(row: HoldRow, now: Date): HoldView {
  const ended = row.endedAt ?? (isHeld(row, now) ? null : row.until)
  return {
    id: row.id,
    server: row.server.barcode,
    reason: row.reason,
    by: row.by,
    ...(row.until === null ? {} : { until: row.until.toISOString() }),
    createdAt: row.createdAt.toISOString(),
    ...(ended === null ? {} : { endedAt: ended.toISOString() }),
    version: row.version,
  }
}
