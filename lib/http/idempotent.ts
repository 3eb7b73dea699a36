import 'server-only'
import { createHash } from 'node:crypto'
import { AppError } from '../domain/errors'
import { beginIdempotent, type IdempotentRequest, keepAnswer } from '../services/access/idempotency'
import type { Ctx } from '../services/access/make-context'

export interface Outcome {
  status: number
  body: unknown
}

/** What a request's Idempotency-Key stands for: this actor, this path, this body. null: it carries none. */
export function idempotentRequest(ctx: Ctx, request: Request, url: URL, body: Uint8Array): IdempotentRequest | null {
  const key = request.method === 'POST' ? request.headers.get('idempotency-key') : null
  if (key === null) return null
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) {
    throw new AppError('malformed', 'An Idempotency-Key has 1 to 255 printable ASCII characters.', {
      fields: [{ path: 'Idempotency-Key', message: '1 to 255 printable ASCII characters' }],
    })
  }
  const bodyHash = createHash('sha256').update(body).digest()
  return { route: `POST ${url.pathname}`, key, bodyHash, since: ctx.clock() }
}

/**
 * Performs a request once: a repeat gets the first answer, whether that was a success or a refusal. `secrets` are members
 * of the answer that are never kept. Throws `idempotency-key-reused` and `idempotency-in-flight`.
 */
export async function runOnce(
  ctx: Ctx,
  request: IdempotentRequest,
  perform: (ctx: Ctx) => Promise<Outcome>,
  refuse: (error: unknown) => Outcome,
  secrets: readonly string[] = [],
): Promise<{ outcome: Outcome; replayed: boolean }> {
  const earlier = await beginIdempotent(ctx, request)
  if (earlier !== null) return { outcome: earlier, replayed: true }
  const outcome = await perform({ ...ctx, idempotent: request }).catch(refuse)
  // The work is done or refused by now: an answer that cannot be kept is given all the same.
  await keepAnswer(ctx, request, { ...outcome, body: without(outcome.body, secrets) }).catch((error: unknown) =>
    ctx.log.warn({ err: error }, 'the answer to a request with an Idempotency-Key could not be kept'),
  )
  return { outcome, replayed: false }
}

function without(body: unknown, secrets: readonly string[]): unknown {
  if (secrets.length === 0 || typeof body !== 'object' || body === null) return body
  return Object.fromEntries(Object.entries(body).filter(([name]) => !secrets.includes(name)))
}
