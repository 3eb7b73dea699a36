import { type Ctx, inTransaction, type TxCtx } from '../../db/context'
import { moveCursor } from '../../db/move-cursor'
import { sealHash } from './seal-hash'

/** Before the first seal there is nothing, which is said by 32 bytes of zero. */
export const NOTHING = Buffer.alloc(32)

/** So much at a time, that sealing a log that is older than its seals takes many short transactions. */
const MOST = 20_000n
const PASSES = 50

/**
 * For the worker: seals what was written to the audit log since it last did, as soon as nothing can come between any more. Whoever
 * writes has nothing to wait for, and any number of workers may be at it. Returns how many entries were sealed.
 */
export async function sealAudit(ctx: Ctx): Promise<number> {
  let sealed = 0
  for (let pass = 0; pass < PASSES; pass++) {
    const entries = await inTransaction(ctx, sealNext)
    if (entries === null) break
    sealed += entries
  }
  return sealed
}

async function sealNext(tx: TxCtx): Promise<number | null> {
  const range = await moveCursor(tx, 'sealed', MOST)
  if (range === null) return null
  const last = await tx.db.auditSeal.findFirst({ orderBy: { number: 'desc' } })
  const previous = last?.hash ?? NOTHING
  const whole = { after: last?.untilId ?? 0n, until: range.until }
  const { entries, hash } = await sealHash(tx.db, whole, previous)
  if (entries === 0) return 0
  await tx.db.auditSeal.create({
    data: {
      ...{ number: (last?.number ?? 0) + 1, afterId: whole.after, untilId: whole.until },
      ...{ entries, previous, hash: new Uint8Array(hash), sealedAt: tx.clock() },
    },
  })
  return entries
}
