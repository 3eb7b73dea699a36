import { describe, expect, it } from 'vitest'
import { setBmcInput } from '@/lib/contracts/inventory/server'
import { bmcDraftOf, bmcInputOf } from './bmc-draft'

const address = 'https://10.1.4.17'
const fingerprint = 'ab'.repeat(32)

describe('the form of a BMC', () => {
  it.each([undefined, { fingerprint }, { acceptSelfSigned: true as const }])(
    'keeps how a certificate is believed: %o',
    (tls) => {
      const bmc = { driver: 'redfish' as const, address, ...(tls === undefined ? {} : { tls }) }
      const input = bmcInputOf(bmcDraftOf({ bmc }))
      expect(input).toEqual(bmc)
      expect(setBmcInput.safeParse({ barcode: 'SRV-1', bmc: input }).success).toBe(true)
    },
  )

  it('sends no certificate for an address that shows none, and no user where none was typed', () => {
    const draft = { ...bmcDraftOf({}), address: ' http://10.1.4.17 ', trust: 'self-signed' as const }
    expect(bmcInputOf(draft)).toEqual({ driver: 'redfish', address: 'http://10.1.4.17' })
    expect(bmcInputOf({ ...draft, username: 'root', password: 'secret' })).toMatchObject({
      username: 'root',
      password: 'secret',
    })
  })

  it('starts empty where the BMC was a simulated one', () => {
    expect(bmcDraftOf({ bmc: { driver: 'simulated', address: 'sim:1' } })).toMatchObject({
      address: '',
      trust: 'system',
    })
  })
})
