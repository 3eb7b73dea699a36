import type { Grant } from '../domain/access/permissions'
import { AppError } from '../domain/errors'
import { connectionBrokeSince, type Db } from './client'
import { isRetryable, toAppError, unavailable } from './database-error'
import type { Prisma } from './generated/client'

/** Who acts. key is unique among actors (rate limits, Idempotency-Keys); name is what the audit log shows. */
export interface Actor {
  readonly kind: 'user' | 'token' | 'worker' | 'system' | 'proxy' | 'anonymous'
  readonly key: string
  readonly name: string
  readonly grants: readonly Grant[]
}

export interface Log {
  debug(fields: object, message: string): void
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

/** What every command and query gets first. */
export interface Ctx {
  readonly actor: Actor
  readonly db: Db
  readonly clock: () => Date
  readonly log: Log
  readonly requestId: string
  /** Set while a request with an Idempotency-Key runs: each transaction marks it as committed. */
  readonly idempotent?: { route: string; key: string; since: Date }
  /** Runs first in each transaction, and commits with it: what must be true exactly when the change is made. */
  readonly first?: (tx: TxCtx) => Promise<void>
}

const inside: unique symbol = Symbol('inside a transaction')

/** A context inside a transaction: only `inTransaction` makes one, so that nothing audited or enqueued can stand outside. */
export interface TxCtx extends Omit<Ctx, 'db'> {
  readonly db: Prisma.TransactionClient
  readonly [inside]: true
}

const ATTEMPTS = 5

/**
 * Runs `work` in one transaction (READ COMMITTED: rows are locked or updated conditionally, never read and trusted).
 * Serialization failures, deadlocks and places just taken are tried again, so `work` must be repeatable. The database's
 * refusals come out as AppErrors.
 */
export function inTransaction<T>(
  ctx: Ctx,
  work: (tx: TxCtx) => Promise<T>,
  options: { timeoutMs?: number } = {},
): Promise<T> {
  return retrying(ctx, () =>
    ctx.db.$transaction(
      async (db) => {
        await markIdempotent(ctx, db)
        const tx: TxCtx = { ...ctx, db, [inside]: true }
        await ctx.first?.(tx)
        return work(tx)
      },
      { maxWait: 10_000, timeout: options.timeoutMs ?? 20_000 },
    ),
  )
}

/**
 * A statement that locks, writes and announces by itself is a transaction of its own, in one round trip instead of five.
 * Tried again and refused as `inTransaction` is. Not for what a person's request does: see `markIdempotent`.
 */
export function inOneStatement<Row>(ctx: Ctx, statement: Prisma.Sql): Promise<Row[]> {
  if (ctx.idempotent !== undefined) throw new Error('A request with an Idempotency-Key marks it in its transaction')
  return retrying(ctx, () => ctx.db.$queryRaw<Row[]>(statement))
}

async function retrying<T>(ctx: Ctx, run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const began = performance.now()
    try {
      return await run()
    } catch (error) {
      if (isRetryable(error) && attempt < ATTEMPTS) {
        await new Promise((resolve) => setTimeout(resolve, 5 * 2 ** attempt * (0.5 + Math.random())))
        continue
      }
      throw toAppError(error) ?? (connectionBrokeSince(ctx.db, began) ? unavailable(error) : error)
    }
  }
}

/** After a crash between commit and answer, a repeat with the same key must not run again: see services/access/idempotency. */
async function markIdempotent(ctx: Ctx, db: Prisma.TransactionClient): Promise<void> {
  if (ctx.idempotent === undefined) return
  const { route, key, since } = ctx.idempotent
  const { count } = await db.idempotencyKey.updateMany({
    where: { actorKey: ctx.actor.key, route, key, createdAt: since },
    data: { committedAt: ctx.clock() },
  })
  if (count === 1) return
  throw new AppError('idempotency-in-flight', 'This request took so long that a repeat of it has taken its place.')
}
