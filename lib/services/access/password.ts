import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const argon2Async = promisify(argon2)

/** RFC 9106's second recommended set, for where 2 GiB a sign-in is too much: 64 MiB, 3 passes, 4 lanes. */
const COST = { memory: 65_536, passes: 3, parallelism: 4, tagLength: 32 } as const

async function derive(password: string, nonce: Buffer): Promise<Buffer> {
  return argon2Async('argon2id', { message: password, nonce, ...COST })
}

/** Argon2id as `argon2id$<nonce>$<tag>`, both base64url. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16)
  return `argon2id$${nonce.toString('base64url')}$${(await derive(password, nonce)).toString('base64url')}`
}

export async function verifyPassword(password: string, hash: string): Promise<boolean> {
  const [kind, nonce, tag] = hash.split('$')
  if (kind !== 'argon2id' || nonce === undefined || tag === undefined) return false
  const expected = Buffer.from(tag, 'base64url')
  const actual = await derive(password, Buffer.from(nonce, 'base64url'))
  return actual.length === expected.length && timingSafeEqual(actual, expected)
}
