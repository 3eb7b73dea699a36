import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'
import { credentialsSecrets } from '../env/credentials-secrets'

type Variables = Record<string, string | undefined>

const PREFIX = 'sealed:'
const IV_BYTES = 12
const TAG_BYTES = 16

/** A sealed password that none of the keys opens. The message is for whoever runs the process, and names no secret. */
export class PasswordSealed extends Error {
  constructor(options?: ErrorOptions) {
    super(
      'Its password was sealed with a key that this process does not have: give it the same HAAS_CREDENTIALS_KEY.',
      options,
    )
    this.name = 'PasswordSealed'
  }
}

/**
 * The password of a server's BMC as it is stored: AES-256-GCM under a key from the environment, bound to the server's
 * barcode, so that it is of no use in another row. `sealed:<key id>:<iv, tag and text in base64url>`.
 */
export function sealPassword(password: string, barcode: string, source: Variables = process.env): string {
  const [key] = keysOf(source)
  if (key === undefined) throw new Error('There is no secret to seal a password with')
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key.bytes, iv).setAAD(boundTo(barcode))
  const text = Buffer.concat([cipher.update(password, 'utf8'), cipher.final()])
  return `${PREFIX}${key.id}:${Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64url')}`
}

/** Throws `PasswordSealed` where no key of the environment fits, or it was sealed for another server. */
export function openPassword(stored: string, barcode: string, source: Variables = process.env): string {
  // What a version before this one stored, until it is sealed.
  if (!isSealed(stored)) return stored
  const [id, sealed = ''] = stored.slice(PREFIX.length).split(':')
  const key = keysOf(source).find((known) => known.id === id)
  if (key === undefined) throw new PasswordSealed()
  const bytes = Buffer.from(sealed, 'base64url')
  const [iv, tag] = [bytes.subarray(0, IV_BYTES), bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES)]
  try {
    const decipher = createDecipheriv('aes-256-gcm', key.bytes, iv, { authTagLength: TAG_BYTES })
    decipher.setAAD(boundTo(barcode)).setAuthTag(tag)
    return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8')
  } catch (error) {
    throw new PasswordSealed({ cause: error })
  }
}

export function isSealed(stored: string): boolean {
  return stored.startsWith(PREFIX)
}

/** The first seals; each opens what it sealed. */
function keysOf(source: Variables): { id: string; bytes: Uint8Array }[] {
  return credentialsSecrets(source).map((secret) => {
    const bytes = new Uint8Array(hkdfSync('sha256', secret, '', 'haas bmc password', 32))
    return { id: createHash('sha256').update(bytes).digest('hex').slice(0, 8), bytes }
  })
}

/** Barcodes are never used again, and compare without case. */
function boundTo(barcode: string): Buffer {
  return Buffer.from(barcode.toLowerCase(), 'utf8')
}
