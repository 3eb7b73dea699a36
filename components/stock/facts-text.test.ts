import { expect, test } from 'vitest'
import { factsText } from './facts-text'

test.each([
  [{ formFactor: '2.5"', interface: 'SATA', sizeGb: 480 }, '2.5" SATA, 480 GB'],
  [{ interface: 'NVMe', sizeGb: 3840 }, 'NVMe, 3.84 TB'],
  [{ memoryType: 'DDR4', speedMts: 3200, sizeGb: 32 }, 'DDR4-3200, 32 GB'],
  [{ speedMts: 3200 }, '3200 MT/s'],
  [{}, ''],
] as const)('%j is said as %s', (facts, words) => {
  expect(factsText(facts)).toBe(words)
})
