import 'server-only'
import type { NextAuthOptions } from 'next-auth'
import Credentials from 'next-auth/providers/credentials'
import { isAppError } from '../domain/errors'
import { env } from '../env/env'
import { addressOf, forgiveSignIn, limitSignIn } from '../http/rate-limit'
import { makeContext } from '../services/access/make-context'
import { signIn } from '../services/access/sign-in'

/** next-auth hands an error's message to the browser: one word for the sign-in page, nothing of our own inside. */
function asOneWord(error: unknown): Error {
  const seconds = isAppError(error) && error.code === 'rate-limited' ? error.details?.retryAfter : undefined
  if (seconds === undefined) makeContext({ actor: null }).log.error({ err: error }, 'sign-in failed')
  return new Error(typeof seconds === 'number' ? `rate-limited:${seconds}` : 'unavailable', { cause: error })
}

/** E-mail and password; the session is a signed cookie that names the person, grants are read anew at each request. */
export function authOptions(): NextAuthOptions {
  return {
    secret: env().NEXTAUTH_SECRET,
    session: { strategy: 'jwt', maxAge: 12 * 3600 },
    pages: { signIn: '/sign-in' },
    providers: [
      Credentials({
        name: 'E-mail and password',
        credentials: { email: { type: 'email' }, password: { type: 'password' } },
        authorize: async (given, request) => {
          const email = given?.email?.trim() ?? ''
          const password = given?.password ?? ''
          if (email === '' || password === '' || email.includes('\u0000') || password.length > 200) return null
          const address = addressOf(new Headers(request.headers ?? {}))
          try {
            await limitSignIn(address, email)
            const person = await signIn(email, password)
            if (person !== null) await forgiveSignIn(address, email)
            return person
          } catch (error) {
            throw asOneWord(error)
          }
        },
      }),
    ],
    callbacks: {
      session: ({ session, token }) => ({ ...session, user: { ...session.user, id: token.sub } }),
    },
  }
}
