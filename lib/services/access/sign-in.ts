import { makeContext } from './make-context'
import { hashPassword, verifyPassword } from './password'

export interface SignedIn {
  id: string
  email: string
  name: string
}

let decoy: Promise<string> | null = null

/** The person with this e-mail and password, or null. An unknown e-mail takes as long as a wrong password. */
export async function signIn(email: string, password: string): Promise<SignedIn | null> {
  const { db, log } = makeContext({ actor: null })
  const user = await db.user.findUnique({ where: { email } })
  decoy ??= hashPassword('nobody has this password')
  const right = await verifyPassword(password, user?.passwordHash ?? (await decoy))
  if (user === null || !right || user.disabledAt !== null) {
    log.warn({ email }, 'sign-in refused')
    return null
  }
  return { id: user.id, email: user.email, name: user.name }
}
