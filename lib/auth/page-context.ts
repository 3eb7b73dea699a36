import 'server-only'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { getServerSession } from 'next-auth'
import { cache } from 'react'
import type { Operation } from '../domain/access/permissions'
import { can } from '../domain/access/permissions'
import { env } from '../env/env'
import { findUserActor, proxyActor } from '../services/access/find-actor'
import { type Actor, type Ctx, makeContext } from '../services/access/make-context'
import { authOptions } from './options'

const findActor = cache(async (): Promise<Actor | null> => {
  const given = await headers()
  if (env().AUTH_TRUSTED_HEADERS) {
    const user = given.get('x-user')
    const role = given.get('x-role')
    if (user !== null && role !== null) return proxyActor(user, role)
  }
  const session: { user?: { id?: string } } | null = await getServerSession(authOptions())
  const id = session?.user?.id
  return id === undefined ? null : findUserActor(id)
})

/** Who looks at this page; null when nobody is signed in. */
export async function currentActor(): Promise<Actor | null> {
  return findActor()
}

/** The context of a page; whoever is not signed in goes to the sign-in page and comes back to `path`. */
export async function pageContext(path: string): Promise<Ctx> {
  const actor = await findActor()
  if (actor === null) redirect(`/sign-in?callbackUrl=${encodeURIComponent(path)}`)
  return makeContext({ actor })
}

/** What the browser needs to decide which buttons are locked: the operations allowed somewhere. */
export function allowedOperations<O extends Operation>(ctx: Ctx, operations: readonly O[]): Record<O, boolean> {
  return Object.fromEntries(operations.map((operation) => [operation, can(ctx.actor.grants, operation)])) as Record<
    O,
    boolean
  >
}
