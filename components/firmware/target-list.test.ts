import { describe, expect, it } from 'vitest'
import { targetsWith } from './target-list'

const components = [
  { component: 'BIOS', target: '1.0', paths: 1 },
  { component: 'BMC', target: '2.0', paths: 0 },
  { component: 'NIC', paths: 3 },
]
const bmc = { component: 'BMC', version: '2.0' }

describe('the targets of a model with one changed', () => {
  it('keeps the others and the spelling, and leaves out what has none', () => {
    expect(targetsWith(components, 'bios', '1.1')).toEqual([bmc, { component: 'BIOS', version: '1.1' }])
  })

  it('adds one, and takes one away', () => {
    expect(targetsWith(components, 'nic', '3')).toHaveLength(3)
    expect(targetsWith(components, 'BIOS', null)).toEqual([bmc])
  })
})
