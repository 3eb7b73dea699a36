import type { PlannedMoveView } from '../../contracts/inventory/planned-move'
import type { Prisma } from '../../db/generated/client'

export const plannedMoveSelect = {
  id: true,
  serverId: true,
  server: {
    select: {
      barcode: true,
      datacenterId: true,
      rack: { select: { code: true } },
      u: true,
      warehouse: { select: { code: true } },
    },
  },
  rackId: true,
  rack: { select: { code: true, datacenterId: true } },
  u: true,
  heightU: true,
  face: true,
  depth: true,
  order: { select: { number: true } },
  note: true,
  by: true,
  createdAt: true,
  version: true,
} as const satisfies Prisma.PlannedMoveSelect

export type PlannedMoveRow = Prisma.PlannedMoveGetPayload<{ select: typeof plannedMoveSelect }>

export function toPlannedMoveView(row: PlannedMoveRow): PlannedMoveView {
  const { id, u, heightU, face, depth, by, version } = row
  return {
    id,
    server: row.server.barcode,
    ...standing(row.server),
    rack: row.rack.code,
    u,
    heightU,
    face,
    depth,
    ...(row.order === null ? {} : { order: row.order.number }),
    ...(row.note === null ? {} : { note: row.note }),
    by,
    createdAt: row.createdAt.toISOString(),
    version,
  }
}

/** Where a server is now, in words: "FRA1-A07 U21", "FRA1-W1"; nothing for one on its way. */
export function standing(server: {
  rack: { code: string } | null
  u: number | null
  warehouse: { code: string } | null
}): { from?: string } {
  if (server.rack !== null) return { from: `${server.rack.code} U${server.u}` }
  return server.warehouse === null ? {} : { from: server.warehouse.code }
}
