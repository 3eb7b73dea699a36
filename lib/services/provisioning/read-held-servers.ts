import type { TxCtx } from '../../db/context'
import type { Prisma } from '../../db/generated/client'

const heldSelect = {
  id: true,
  barcode: true,
  state: true,
  rackId: true,
  bmcAddress: true,
  needsWipe: true,
} as const satisfies Prisma.ServerSelect

export type HeldServer = Prisma.ServerGetPayload<{ select: typeof heldSelect }> & {
  /** Its latest provision job for this order. */
  job: { id: string; status: string } | null
}

/** These servers of an order, by id, each with its latest provision job. All are locked already. */
export async function readHeldServers(tx: TxCtx, orderId: number, ids: number[]): Promise<HeldServer[]> {
  const servers = await tx.db.server.findMany({
    where: { id: { in: ids } },
    select: heldSelect,
    orderBy: { id: 'asc' },
  })
  const jobs = await tx.db.provisionJob.findMany({
    where: { orderId, serverId: { in: ids }, kind: 'provision' },
    select: { id: true, status: true, serverId: true },
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
  })
  return servers.map((server) => ({ ...server, job: jobs.find((job) => job.serverId === server.id) ?? null }))
}
