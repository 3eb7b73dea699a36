import type { Ctx } from '../../db/context'
import { Prisma } from '../../db/generated/client'
import { AppError } from '../../domain/errors'

export interface IdempotentRequest {
  route: string
  key: string
  bodyHash: Uint8Array<ArrayBuffer>
  /** When this request took the key: tells it from one that takes over after it. */
  since: Date
}

interface KeptAnswer {
  status: number
  body: unknown
}

/** A request whose process died before its transaction committed may be tried again after this long. */
const ABANDONED_AFTER_MS = 60_000
export const KEPT_MS = 24 * 3_600_000

const keyOf = (ctx: Ctx, request: IdempotentRequest) => ({
  actorKey: ctx.actor.key,
  route: request.route,
  key: request.key,
})

/**
 * Reserves the key of a request, per actor and route. null: go on. An answer: it was given before, give it again.
 * Throws `idempotency-key-reused` (another body) or `idempotency-in-flight`.
 */
export async function beginIdempotent(ctx: Ctx, request: IdempotentRequest): Promise<KeptAnswer | null> {
  const where = keyOf(ctx, request)
  const now = request.since
  await ctx.db.idempotencyKey.deleteMany({
    where: {
      ...where,
      OR: [
        { createdAt: { lte: new Date(now.getTime() - KEPT_MS) } },
        { status: null, committedAt: null, createdAt: { lt: new Date(now.getTime() - ABANDONED_AFTER_MS) } },
      ],
    },
  })
  const { count } = await ctx.db.idempotencyKey.createMany({
    data: [{ ...where, bodyHash: request.bodyHash, createdAt: now }],
    skipDuplicates: true,
  })
  if (count === 1) return null
  const kept = await ctx.db.idempotencyKey.findUnique({ where: { actorKey_route_key: where } })
  if (kept !== null && Buffer.compare(Buffer.from(kept.bodyHash), Buffer.from(request.bodyHash)) !== 0) {
    throw new AppError('idempotency-key-reused', 'This Idempotency-Key was used with another body.')
  }
  if (kept === null || kept.status === null) {
    throw new AppError(
      'idempotency-in-flight',
      'The first request with this Idempotency-Key has not answered: read the thing before you try again.',
    )
  }
  return { status: kept.status, body: kept.response }
}

/** Keeps the answer for repeats; a 5xx is not remembered, so that the request can be tried again. */
export async function keepAnswer(ctx: Ctx, request: IdempotentRequest, answer: KeptAnswer): Promise<void> {
  const where = { ...keyOf(ctx, request), createdAt: request.since }
  if (answer.status >= 500) {
    await ctx.db.idempotencyKey.deleteMany({ where: { ...where, committedAt: null } })
    return
  }
  const body: Prisma.InputJsonValue | undefined =
    answer.body === undefined ? undefined : JSON.parse(JSON.stringify(answer.body))
  await ctx.db.idempotencyKey.updateMany({
    where,
    data: { status: answer.status, response: body ?? Prisma.DbNull },
  })
}
