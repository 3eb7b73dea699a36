import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import { credentialsSecrets } from '../env/credentials-secrets'

type Variables = Record<string, string | undefined>

/**
 * A token for one thing of its purpose, worked out from the environment's secret: it is stored nowhere, and a process that
 * starts anew gives the same. Whoever takes it sees to it that it is taken once.
 */
export function oneTimeToken(purpose: string, thing: string, source: Variables = process.env): string {
  const [token = ''] = tokensOf(purpose, thing, source)
  return token
}

/** Also by a secret that sealed before the present one. */
export function isOneTimeToken(
  token: string,
  purpose: string,
  thing: string,
  source: Variables = process.env,
): boolean {
  const given = Buffer.from(token, 'utf8')
  return tokensOf(purpose, thing, source).some((right) => {
    const wanted = Buffer.from(right, 'utf8')
    return wanted.length === given.length && timingSafeEqual(wanted, given)
  })
}

function tokensOf(purpose: string, thing: string, source: Variables): string[] {
  return credentialsSecrets(source).map((secret) => {
    const key = new Uint8Array(hkdfSync('sha256', secret, '', `haas ${purpose}`, 32))
    return createHmac('sha256', key).update(thing, 'utf8').digest('base64url')
  })
}
