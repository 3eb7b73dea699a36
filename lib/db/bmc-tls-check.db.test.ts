import { describe, expect, it } from 'vitest'
import { insertServer, refusals } from '../testing/refusals'
import { SQLSTATE } from './database-error'

const { refused } = refusals()

describe('how a BMC is believed: servers_bmc_tls_check', () => {
  const FINGERPRINT = 'ab'.repeat(32)
  const stored = (tls: unknown) =>
    refused(
      insertServer(
        'bmc_driver, bmc_address, bmc_tls',
        `'redfish', 'https://10.0.0.1', '${JSON.stringify(tls)}'::jsonb`,
      ),
    )

  it.each([{ ca: 'PEM' }, { fingerprint: FINGERPRINT }, { acceptSelfSigned: true }])('takes %j', async (tls) => {
    expect(await stored(tls)).toBeNull()
  })

  it.each([
    [{}],
    [[]],
    [null],
    ['ca'],
    [7],
    [{ ca: '' }],
    [{ ca: null }],
    [{ ca: 7 }],
    [{ fingerprint: null }],
    [{ fingerprint: FINGERPRINT.toUpperCase() }],
    [{ fingerprint: 'ab' }],
    [{ acceptSelfSigned: 'true' }],
    [{ ca: 'PEM', fingerprint: FINGERPRINT }],
    [{ fingerprint: FINGERPRINT, acceptSelfSigned: true }],
    [{ acceptSelfSigned: true, other: 1 }],
  ])('refuses %j', async (tls) => {
    expect(await stored(tls)).toEqual({ code: SQLSTATE.checkViolation, constraint: 'servers_bmc_tls_check' })
  })
})
