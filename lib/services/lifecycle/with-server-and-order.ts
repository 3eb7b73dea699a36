import { type Ctx, inTransaction, type TxCtx } from '../../db/context'
import { lockServer } from '../../db/locks'
import { conflict, notFound } from '../../domain/errors'
import type { ServerState } from '../../domain/server-state'

/** A server as transitions by hand look at it; its row, and its order's before it, are locked. */
export interface LockedServer {
  id: number
  barcode: string
  state: ServerState
  datacenterId: number
  orderId: number | null
  holdId: string | null
  rackId: number | null
  rack: { code: string } | null
  warehouseId: number | null
  needsWipe: boolean
}

/** What is said of a server once it is changed: all that is shown of it costs ten times what the change does. */
export type AnswerOf<T> = (tx: TxCtx, serverId: number) => Promise<T>

const ATTEMPTS = 5

/**
 * Runs `work` with the server's order and then the server locked, which is the order of locks everywhere. Where the
 * server was given to another order between the look and the lock, all of it starts anew.
 */
export const withServerAndOrder = async <T>(
  ctx: Ctx,
  barcode: string,
  work: (tx: TxCtx, server: LockedServer) => Promise<T>,
): Promise<T> => {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const done = await inTransaction(ctx, async (tx) => {
      const seen = await tx.db.server.findUnique({ where: { barcode }, select: { orderId: true } })
      if (seen === null) throw notFound('server', barcode)
      if (seen.orderId !== null)
        await tx.db.$queryRaw`SELECT 1 FROM orders WHERE id = ${seen.orderId} FOR NO KEY UPDATE`
      const locked = await lockServer(tx, barcode)
      if (locked === null) throw notFound('server', barcode)
      const server = await tx.db.server.findUniqueOrThrow({ where: { id: locked.id }, select })
      return server.orderId === seen.orderId ? { result: await work(tx, server) } : null
    })
    if (done !== null) return done.result
  }
  throw conflict('conflict', `${barcode} changes hands right now: try again.`)
}

const select = {
  id: true,
  barcode: true,
  state: true,
  datacenterId: true,
  orderId: true,
  holdId: true,
  rackId: true,
  rack: { select: { code: true } },
  warehouseId: true,
  needsWipe: true,
} as const
