import { describe, expect, it } from 'vitest'
import { EnvironmentError } from '../env/env'
import { isSealed, openPassword, PasswordSealed, sealPassword } from './sealed-password'

const [KEY, OTHER] = ['k'.repeat(32), 'o'.repeat(32)]
const sealed = () => sealPassword('calvin', 'SRV-1', { HAAS_CREDENTIALS_KEY: KEY })

describe('a sealed password', () => {
  it('is another text each time, holds nothing of the password, and is opened by its key', () => {
    const [first, second] = [sealed(), sealed()]
    expect(first).not.toBe(second)
    expect(isSealed(first)).toBe(true)
    expect(Buffer.from(first.split(':')[2] ?? '', 'base64url').toString('latin1')).not.toContain('calvin')
    for (const stored of [first, second]) {
      expect(openPassword(stored, 'srv-1', { HAAS_CREDENTIALS_KEY: KEY })).toBe('calvin')
    }
  })

  it.each(['', 'pässwörd 🔑', 'sealed:12345678:AAAA'])('may be %j', (password) => {
    const stored = sealPassword(password, 'SRV-1', { HAAS_CREDENTIALS_KEY: KEY })
    expect(openPassword(stored, 'SRV-1', { HAAS_CREDENTIALS_KEY: KEY })).toBe(password)
  })

  it('is not opened by another key, for another server, or when it was changed', () => {
    const stored = sealed()
    const [prefix, id, text = ''] = stored.split(':')
    const changed = `${prefix}:${id}:${text.slice(0, -1)}${text.endsWith('A') ? 'B' : 'A'}`
    const open = (value: string, barcode: string, key: string) => () =>
      openPassword(value, barcode, { HAAS_CREDENTIALS_KEY: key })
    expect(open(stored, 'SRV-1', OTHER)).toThrow(PasswordSealed)
    expect(open(stored, 'SRV-2', KEY)).toThrow(PasswordSealed)
    expect(open(`${prefix}:${id}:`, 'SRV-1', KEY)).toThrow(PasswordSealed)
    expect(open(changed.replace(/.{4}$/, ''), 'SRV-1', KEY)).toThrow(PasswordSealed)
  })

  it('is sealed with the secret of the sessions where there is no key, and still opened once there is one', () => {
    const before = sealPassword('calvin', 'SRV-1', { NEXTAUTH_SECRET: OTHER })
    const both = { HAAS_CREDENTIALS_KEY: KEY, NEXTAUTH_SECRET: OTHER }
    expect(openPassword(before, 'SRV-1', both)).toBe('calvin')
    expect(openPassword(sealPassword('calvin', 'SRV-1', both), 'SRV-1', { HAAS_CREDENTIALS_KEY: KEY })).toBe('calvin')
  })

  it('needs a key', () => {
    expect(() => sealPassword('calvin', 'SRV-1', {})).toThrow(EnvironmentError)
    expect(() => openPassword(sealed(), 'SRV-1', {})).toThrow(EnvironmentError)
    expect(openPassword('as it was stored before', 'SRV-1', {})).toBe('as it was stored before')
  })
})
