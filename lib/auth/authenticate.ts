import 'server-only'
import { NextRequest } from 'next/server'
import { getToken } from 'next-auth/jwt'
import { AppError } from '../domain/errors'
import { env } from '../env/env'
import { findTokenActor, findUserActor, proxyActor } from '../services/access/find-actor'
import type { Actor } from '../services/access/make-context'

/**
 * Who is asking: a bearer token, else (only with AUTH_TRUSTED_HEADERS=1) the proxy's X-User and X-Role, else the
 * session's cookie. null when nobody could be made out; a bearer token that is not valid never falls back to the cookie.
 */
export async function authenticate(request: Request): Promise<Actor | null> {
  const header = request.headers.get('authorization')
  if (header !== null) {
    const token = /^Bearer ([\x21-\x7e]{1,512})$/i.exec(header.trim())?.[1]
    return token === undefined ? null : findTokenActor(token, env().HAAS_ADMIN_TOKEN)
  }
  if (env().AUTH_TRUSTED_HEADERS) {
    const user = request.headers.get('x-user')
    const role = request.headers.get('x-role')
    if (user !== null && role !== null) return proxyActor(user, role)
  }
  // Not `new NextRequest(request)`: that would take the body away from whoever reads it next.
  const bare = new NextRequest(request.url, { headers: request.headers })
  const session = await getToken({ req: bare, secret: env().NEXTAUTH_SECRET })
  if (typeof session?.sub !== 'string') return null
  if (request.method !== 'GET' && request.method !== 'HEAD') refuseForeignOrigin(request)
  return findUserActor(session.sub)
}

/** A cookie is sent by any page that makes the browser call us: changes must come from our own origin. */
function refuseForeignOrigin(request: Request): void {
  const origin = request.headers.get('origin')
  const site = request.headers.get('sec-fetch-site')
  // A sandboxed page sends the word null.
  const own = origin !== null && URL.canParse(origin) && new URL(origin).host === request.headers.get('host')
  if (own || site === 'same-origin') return
  throw new AppError('forbidden', 'A change with a session cookie must come from this site.')
}
