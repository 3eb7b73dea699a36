import { describe, expect, it } from 'vitest'
import { countedHref, driftHref } from './drift-address'

describe('addresses of drift', () => {
  it('another component starts at the first page', () => {
    const filters = { datacenter: 'FRA1', component: 'bios', cursor: 'abc' }
    expect(driftHref(filters, { component: 'bmc' })).toBe('/firmware/drift?datacenter=FRA1&component=bmc')
    expect(driftHref(filters, { cursor: 'def' })).toContain('cursor=def')
  })

  it('a figure leads to its servers, each spelling of a version named', () => {
    expect(countedHref({ model: 'r650', component: 'BIOS', version: ['1.0', '1.0.0'] })).toBe(
      '/servers?model=r650&component=BIOS&version=1.0&version=1.0.0',
    )
    expect(countedHref({ rack: 'A1', firmware: 'behind' })).toBe('/servers?rack=A1&firmware=behind')
  })
})
