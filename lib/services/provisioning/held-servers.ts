import type { TxCtx } from '../../db/context'
import type { Prisma } from '../../db/generated/client'
import { lockServers } from '../../db/locks'
import { conflict } from '../../domain/errors'

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

/** The servers that an order holds, locked in id order, each with its latest provision job. The order is locked already. */
export async function lockHeldServers(tx: TxCtx, orderId: number): Promise<HeldServer[]> {
  const allocations = await tx.db.allocation.findMany({
    where: { orderId, status: 'ACTIVE' },
    select: { serverId: true },
  })
  const ids = allocations.map(({ serverId }) => serverId)
  await lockServers(tx, ids)
  return readHeldServers(tx, orderId, ids)
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

/** Throws `not-racked` or `no-bmc`, which name each server that a worker could not reach. */
export function refuseUnreachable(servers: readonly HeldServer[]): void {
  const notRacked = servers.filter(({ rackId }) => rackId === null).map(({ barcode }) => barcode)
  if (notRacked.length > 0)
    throw conflict('not-racked', `Not in a rack: ${notRacked.join(', ')}.`, { servers: notRacked })
  const noBmc = servers.filter(({ bmcAddress }) => bmcAddress === null).map(({ barcode }) => barcode)
  if (noBmc.length > 0) throw conflict('no-bmc', `No BMC: ${noBmc.join(', ')}.`, { servers: noBmc })
}
