import 'server-only'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { AppError } from '../domain/errors'

/** Calls without a valid identity, per address. Signed-in callers and tokens are not limited. */
const ANONYMOUS = { points: 60, duration: 60 }
/** Sign-in attempts that failed: per address and per e-mail. */
const SIGN_IN = { points: 10, duration: 300 }

interface Limiters {
  anonymous: RateLimiterMemory
  signIn: RateLimiterMemory
}
const holder = globalThis as typeof globalThis & { haasLimiters?: Limiters }
function limiters(): Limiters {
  holder.haasLimiters ??= { anonymous: new RateLimiterMemory(ANONYMOUS), signIn: new RateLimiterMemory(SIGN_IN) }
  return holder.haasLimiters
}

/** The caller's address as our own web process saw it (see scripts/web.ts); a header that a client sends is overwritten there. */
export function addressOf(headers: Headers): string {
  return headers.get('x-haas-remote-address') ?? 'unknown'
}

async function consume(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key)
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused
    const retryAfter = Math.max(1, Math.ceil(refused.msBeforeNext / 1000))
    throw new AppError('rate-limited', `Too many requests: try again in ${retryAfter} s.`, { details: { retryAfter } })
  }
}

export async function limitAnonymous(request: Request): Promise<void> {
  await consume(limiters().anonymous, addressOf(request.headers))
}

/** Called before a password is looked at; `forgiveSignIn` after it was right. */
export async function limitSignIn(address: string, email: string): Promise<void> {
  await consume(limiters().signIn, `email:${email.trim().toLowerCase()}`)
  await consume(limiters().signIn, `address:${address}`)
}

export async function forgiveSignIn(address: string, email: string): Promise<void> {
  await limiters().signIn.delete(`email:${email.trim().toLowerCase()}`)
  await limiters().signIn.delete(`address:${address}`)
}
