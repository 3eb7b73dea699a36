import 'server-only'
import type { NextAuthOptions } from 'next-auth'
import Credentials from 'next-auth/providers/credentials'
import { env } from '../env/env'
import { addressOf, forgiveSignIn, limitSignIn } from '../http/rate-limit'
import { signIn } from '../services/access/sign-in'

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
          await limitSignIn(address, email)
          const person = await signIn(email, password)
          if (person !== null) await forgiveSignIn(address, email)
          return person
        },
      }),
    ],
    callbacks: {
      session: ({ session, token }) => ({ ...session, user: { ...session.user, id: token.sub } }),
    },
  }
}
